{ lib, unknown, ... }: { a = lib.mapAttrs (n: v: { inherit v; }) ({ x = 1; } // unknown.set); }
