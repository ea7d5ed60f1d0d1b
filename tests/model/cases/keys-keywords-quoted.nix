{ "if" = 1; "or" = 2; a.or = 3; b.or.c = 4; }
