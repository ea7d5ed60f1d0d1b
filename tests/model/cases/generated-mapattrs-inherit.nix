{ lib, unknown, ... }: let x = 1; s = { y = 2; }; in { a = lib.mapAttrs (n: v: [ n v ]) { inherit x; inherit (s) y; inherit (unknown) s; }; }
