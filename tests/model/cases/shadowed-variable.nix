let x = 1; in { a = x; b = let x = 2; in x; c = (x: x) 3; d = x; }
