{ lib, unknown, ... }: { a = lib.mapAttrs' (n: v: lib.nameValuePair "p-${n}" { b = 1; c = n; }) { x = 1; y = 2; }; d = lib.mapAttrs' (n: v: lib.nameValuePair n v) unknown.set; }
