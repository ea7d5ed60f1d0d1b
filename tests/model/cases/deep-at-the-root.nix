{ lib, flags, ... }: lib.recursiveUpdate { a.b = 1; } { a.c = 2; }
