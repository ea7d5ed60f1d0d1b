let f = x: y: { a = x; b = y; }; g = f 1; in { one = g 2; two = g 3; }
