{ lib, unknown, ... }: { a = lib.mapAttrs' (n: v: lib.nameValuePair "${n}-x" { b = 1; }) unknown.set // lib.mapAttrs' (n: v: lib.nameValuePair "${n}-x" { b = 2; }) unknown.other; }
