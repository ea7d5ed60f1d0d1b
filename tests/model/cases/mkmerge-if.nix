{ lib, flags, ... }: lib.mkMerge [ (if flags.a then { a = 1; } else { b = 2; }) ]
