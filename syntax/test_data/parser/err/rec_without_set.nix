{ a = rec; b = rec c; d = 1; }
