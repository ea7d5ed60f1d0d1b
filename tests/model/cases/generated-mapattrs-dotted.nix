{ lib, ... }: { a = lib.mapAttrs (n: v: v // { more = n; }) { x.y = 1; x.z = 2; w = { v = 3; }; }; }
