{ flags, ... }: { a = true; b = false; c = !true; d = !flags.a; e = true && false; f = flags.a || flags.b; g = 1 == 1; }
