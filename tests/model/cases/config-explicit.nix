{ flags, ... }: { config = { a = 1; b.c = flags.a; }; }
