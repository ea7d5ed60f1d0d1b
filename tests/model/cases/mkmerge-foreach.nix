{ lib, unknown, ... }: { a = lib.mkMerge (lib.forEach unknown.names (n: { "${n}".b = 1; })); }
