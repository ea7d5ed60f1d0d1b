{ flags, ... }: { a = { b.x = 1; } // (if flags.a then { b.y = 2; } else { b.z = 3; }); }
