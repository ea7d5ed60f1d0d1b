let a.b = 1; a.c = 2; d = { e = 1; }; d.f = 2; g = { h = { i = 1; }; h.j = 2; }; k = { l.m = 1; l = { n = 2; }; }; in { x = a; y = a.b; z = d; w = g.h; v = k.l; }
