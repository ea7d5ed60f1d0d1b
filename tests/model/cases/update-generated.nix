{ lib, unknown, ... }: { x = { a = 1; k = 2; } // lib.genAttrs unknown.names (n: 3); }
