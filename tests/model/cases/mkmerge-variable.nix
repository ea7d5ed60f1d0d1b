{ lib, flags, ... }: let parts = [ { a = 1; } { b = 2; } ]; in lib.mkMerge parts
