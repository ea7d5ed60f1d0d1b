{ lib, flags, ... }: lib.mkMerge (lib.optionals flags.a [ { a = 1; } { b = 2; } ] ++ [ { c = 3; } ])
