{ lib, flags, ... }: lib.mkMerge ([ { a = 1; } ] ++ lib.optional flags.a { b = 2; } ++ lib.optional (!flags.b) { c = 3; })
