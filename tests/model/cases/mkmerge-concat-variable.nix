{ lib, flags, ... }: let base = [ { a = 1; } ]; more = base ++ [ { b = 2; } ]; in lib.mkMerge more
