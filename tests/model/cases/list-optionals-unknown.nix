{ lib, flags, unknown, ... }: { a = [ 0 ] ++ lib.optionals flags.a unknown.l; b = lib.optionals flags.a (unknown.l ++ [ 1 ]); }
