{ lib, unknown, ... }: { a = lib.genAttrs unknown.names (n: { b = 1; c = n; }); }
