{ lib, ... }: { a = lib.mkBefore { b = lib.mkAfter [ 1 ]; c = [ 2 ]; }; }
