{ lib, flags, ... }: { a = lib.mkIf (flags.a || flags.b) 1; b = lib.mkIf (!(flags.a || flags.b)) 2; }
