let f = x: g x; g = y: { z = y; }; in { a = f 1; }
