{ lib, unknown, ... }: { x = lib.recursiveUpdate { one.a = 1; two.a = 2; } { ${unknown.s}.a = 3; }; }
