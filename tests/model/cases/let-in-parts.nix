let a.b = 1; a.c = 2; in { x = a; y = a.b; }
