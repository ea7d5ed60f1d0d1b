{ lib, ... }: { a = builtins.mapAttrs (n: v: { name = n; value = v; }) { x = 1; y = { z = 2; }; }; }
