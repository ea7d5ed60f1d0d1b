{ lib, unknown, ... }: let x = "first"; y = "first"; in lib.mkMerge [ (lib.mkIf (unknown.kind == x) { a = 1; }) (lib.mkIf (unknown.kind == y) { b = 2; }) ]
