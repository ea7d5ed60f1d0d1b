{ lib, unknown, ... }: { a = lib.mkMerge (lib.mapAttrsToList (n: v: { "x-${n}" = 1; }) unknown.set); }
