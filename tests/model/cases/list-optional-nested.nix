{ lib, flags, ... }: { a = lib.optionals flags.a ([ 1 ] ++ lib.optional flags.b 2); b = lib.optional (flags.a && flags.c) [ 3 ]; }
