{ unknown, ... }: { a = unknown.harden { b = 1; c.d = 2; }; }
