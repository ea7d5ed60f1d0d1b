{ lib, unknown, ... }: { x = lib.recursiveUpdate { k.a = 1; k.z.y = 2; m.o = 3; } { k = unknown.set; m = unknown.n; }; }
