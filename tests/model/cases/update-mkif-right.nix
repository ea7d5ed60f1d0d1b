{ lib, flags, ... }: { a = { b = 1; } // lib.mkIf flags.a { c = 2; }; }
