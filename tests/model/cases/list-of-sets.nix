{ lib, flags, ... }: { a = lib.optional flags.a { b = 1; }; c = lib.optionals flags.a [ { d = 1; } ]; e = lib.singleton { f = 1; }; g = map (x: { h = x; }) [ 1 ]; }
