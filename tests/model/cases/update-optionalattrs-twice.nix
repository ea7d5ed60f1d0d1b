{ lib, flags, ... }: { a = { b = 1; } // lib.optionalAttrs flags.a { b = 2; } // lib.optionalAttrs flags.b { b = 3; }; }
