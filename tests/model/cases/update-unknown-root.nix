{ unknown, ... }: { a = 1; } // unknown.set
