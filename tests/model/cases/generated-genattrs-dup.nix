{ lib, unknown, ... }: { a = lib.genAttrs [ "x" unknown.s ] (n: n); }
