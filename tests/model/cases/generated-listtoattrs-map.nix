{ lib, unknown, ... }: { a = builtins.listToAttrs (map (n: { name = "p-${n}"; value.b = n; }) [ "x" "y" ]); c = lib.listToAttrs (map (n: lib.nameValuePair n 1) unknown.names); }
