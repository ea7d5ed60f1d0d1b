{ lib, flags, ... }: { a = lib.mkIf (!flags.a) 1; b = lib.mkIf (!(!flags.a)) 2; }
