{ lib, unknown, ... }: { x = lib.recursiveUpdate { a = 1; b.deep = 2; z = 3; } unknown.set; }
