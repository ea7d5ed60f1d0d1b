{ lib, ... }: { x = lib.recursiveUpdate { a = { b = 1; }; c = { name, ... }: { d = 2; }; e = 3; } { a = { name, ... }: { f = 4; }; c.g = 5; }; }
