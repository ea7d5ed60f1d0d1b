{ lib, flags, ... }: { a = lib.mkMerge (let x = { b = 1; }; in [ x { c = 2; } ]); }
