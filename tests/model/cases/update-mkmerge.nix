{ lib, ... }: { a = { b = 1; } // lib.mkMerge [ { c = 2; } { d = 3; } ]; }
