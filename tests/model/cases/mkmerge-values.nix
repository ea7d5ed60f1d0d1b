{ lib, flags, ... }: { a = lib.mkMerge [ [ 1 ] (lib.mkIf flags.a [ 2 ]) (lib.mkAfter [ 3 ]) ]; }
