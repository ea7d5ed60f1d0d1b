{ lib, flags, ... }: { x = lib.recursiveUpdate { a = lib.mkIf flags.a { b = 1; }; c = 2; } { a.d = 3; c = 4; }; }
