{ unknown, ... }: { x = unknown.set // { a = 1; b.e = 3; } // unknown.other; }
