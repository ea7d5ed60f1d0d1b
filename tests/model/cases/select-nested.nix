let s.a.b = 1; t = { a = { b = 2; }; }; in { x = s.a.b; y = t.a.b; z = t.a; }
