{ lib, flags, ... }: { a = if flags.a then lib.mkForce 1 else 2; b = lib.mkForce (if flags.a then 1 else 2); }
