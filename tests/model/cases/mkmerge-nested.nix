{ lib, flags, ... }: lib.mkMerge [ (lib.mkMerge [ { a = 1; } ]) (lib.mkIf flags.a (lib.mkMerge [ { b = 2; } { c = 3; } ])) ]
