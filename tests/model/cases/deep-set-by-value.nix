{ lib, ... }: { a = lib.recursiveUpdate { b.c = 1; b.d.e = 2; } { b = 3; }; }
