{ lib, ... }: { a = lib.genAttrs [ "x" "y" ] (n: { name = n; "of-${n}" = 1; }); }
