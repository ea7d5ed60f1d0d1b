{ lib, flags, ... }: { a = [ 1 ] ++ lib.optional flags.a 2 ++ lib.optionals (!flags.b) [ 3 4 ]; b = lib.optional flags.a "x"; c = lib.optionals flags.a [ ]; }
