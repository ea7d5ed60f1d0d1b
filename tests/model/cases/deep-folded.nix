{ lib, unknown, ... }: { x = lib.foldr lib.recursiveUpdate { } [ { a = 1; } { b = 2; } ]; }
