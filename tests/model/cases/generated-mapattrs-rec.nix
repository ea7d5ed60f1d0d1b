{ lib, ... }: { a = lib.mapAttrs (n: v: v) (rec { x = 1; y = x; }); }
