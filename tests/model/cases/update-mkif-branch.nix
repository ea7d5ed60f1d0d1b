{ lib, flags, ... }: { a = { b = 1; } // (if flags.a then lib.mkForce { c = 2; } else { d = 3; }); }
