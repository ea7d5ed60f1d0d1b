{ lib, flags, ... }: { a = lib.recursiveUpdate { b.c = 1; } (lib.optionalAttrs flags.a { b.c = 2; b.d = 3; }); }
