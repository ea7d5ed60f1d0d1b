{ lib, flags, ... }: { a = { b = 1; c = 0; } // lib.optionalAttrs flags.a { b = 2; }; }
