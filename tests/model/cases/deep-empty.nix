{ lib, ... }: { a = lib.recursiveUpdate { b.c = 1; d = 2; } { b = { }; d = { }; }; }
