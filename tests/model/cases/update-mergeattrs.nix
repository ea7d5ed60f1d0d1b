{ lib, ... }: { a = lib.mergeAttrs { b = 1; c = 2; } { c = 3; }; }
