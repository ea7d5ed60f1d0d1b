{ lib, ... }: { a = builtins.mapAttrs (_: lib.mkForce) { b = 1; c = [ 2 ]; }; d = builtins.mapAttrs (n: v: lib.mkDefault v) { e = 3; }; }
