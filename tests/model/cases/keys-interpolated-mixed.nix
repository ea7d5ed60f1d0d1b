{ unknown, ... }: let n = "n"; in { "${n}-${unknown.s}".a = 1; "${n}-${n}".b = 2; }
