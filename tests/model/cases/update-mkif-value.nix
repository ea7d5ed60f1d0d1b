{ lib, flags, ... }: { a = { b = 1; c = 2; } // { b = lib.mkIf flags.a 3; }; }
