{ lib, flags, ... }: { a = lib.mkIf flags.a (lib.mkMerge [ { b = 1; } { c = 2; } ]); }
