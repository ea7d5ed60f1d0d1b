{ lib, flags, ... }: { a = lib.genAttrs [ "x" "y" ] (n: lib.mkIf flags.a { b = n; }); c = lib.mkIf flags.b (lib.genAttrs [ "z" ] (n: 1)); }
