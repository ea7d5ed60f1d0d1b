{ lib, unknown, ... }: { a = lib.genAttrs [ "x" "y" ] (n: lib.genAttrs [ "z" ] (m: "${n}${m}")); b = lib.genAttrs unknown.names (n: lib.mapAttrs (m: v: "${n}") { w = 1; }); }
