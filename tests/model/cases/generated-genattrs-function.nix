{ lib, ... }: let make = n: { enable = true; inherit n; }; in { a = lib.genAttrs [ "x" ] make; }
