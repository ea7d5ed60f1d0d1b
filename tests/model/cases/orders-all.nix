{ lib, ... }: { a = lib.mkBefore [ 1 ]; b = lib.mkAfter [ 2 ]; c = lib.mkOrder 300 [ 3 ]; d = [ 4 ]; }
