{ lib, ... }: { a = removeAttrs { b = 1; c = 2; } [ "b" ]; d = builtins.intersectAttrs { e = 1; } { e = 2; f = 3; }; }
