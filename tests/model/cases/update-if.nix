{ flags, ... }: { a = { b = 1; } // (if flags.a then { b = 2; } else { c = 3; }); }
