{ flags, ... }: if flags.a then { a = 1; } else { b = 2; }
