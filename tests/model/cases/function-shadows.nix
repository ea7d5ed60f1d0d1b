let x = 1; f = x: { a = x; }; in { b = f 2; c = x; }
