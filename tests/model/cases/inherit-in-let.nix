let s = { a = 1; b = "x"; }; inherit (s) a b; in { x = a; y = b; }
