{ unknown, ... }: { a = { b = 1; z = 2; } // unknown.harden { b = 3; }; c = unknown.harden { d = 1; } // { d = 2; }; }
