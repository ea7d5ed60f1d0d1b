{ lib, flags, ... }: { a = lib.mkIf (flags.a
    &&   flags.b) 1; b = lib.mkIf (flags . a) 2; c = lib.mkIf (flags.a /* why */ && flags.c) 3; }
