{ lib, ... }: { a = lib.listToAttrs [ { name = "x"; value.b = 1; value.c = 2; } ]; }
