{ lib, ... }: { a = lib.genAttrs [ "x" "y" ] (n: "v-${n}"); b = lib.genAttrs [ "z" ] (_: true); }
