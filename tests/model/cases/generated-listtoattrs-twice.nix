{ lib, ... }: { a = builtins.listToAttrs [ (lib.nameValuePair "x" 1) (lib.nameValuePair "x" 2) ]; }
