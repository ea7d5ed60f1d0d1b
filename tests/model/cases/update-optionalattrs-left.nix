{ lib, flags, ... }: { a = lib.optionalAttrs flags.a { b = 1; c = 2; } // { b = 3; }; }
