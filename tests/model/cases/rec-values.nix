rec { a = 1; b = a; c = "v${toString a}"; d.e = b; }
