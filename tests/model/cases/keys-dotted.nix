{ a.b.c = 1; a.b.d = "two"; a.e = true; }
