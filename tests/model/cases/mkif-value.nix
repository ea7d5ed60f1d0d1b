{ lib, flags, ... }: { a = lib.mkIf flags.a 1; b.c = lib.mkIf flags.b "x"; }
