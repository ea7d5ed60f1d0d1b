{ lib, ... }: { a = lib.recursiveUpdate { b.c = 1; b.d = 2; } { b.c = 3; e = 4; }; }
