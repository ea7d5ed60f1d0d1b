{ lib, flags, ... }: lib.mkMerge [ { a = 1; } { a = 2; b = 3; } ]
