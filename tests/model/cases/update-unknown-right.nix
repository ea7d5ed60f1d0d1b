{ unknown, ... }: { x = { a = 1; q = 2; } // unknown.set; }
