let f = n: if n == 0 then { end = true; } else { next = f (n - 1); }; in { a = f 1; }
