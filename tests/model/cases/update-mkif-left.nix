{ lib, flags, ... }: { a = lib.mkIf flags.a { b = 1; } // { c = 2; }; }
