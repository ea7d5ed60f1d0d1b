{ lib, ... }: { a = builtins.listToAttrs [ { name = "x"; value = 1; } (lib.nameValuePair "y" { z = 2; }) ]; }
