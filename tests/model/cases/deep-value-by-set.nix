{ lib, ... }: { a = lib.recursiveUpdate { b = 1; } { b.c = 2; }; }
