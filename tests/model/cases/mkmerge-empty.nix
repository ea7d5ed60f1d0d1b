{ lib, ... }: { a = lib.mkMerge [ ]; b = lib.mkMerge [ { } ]; }
