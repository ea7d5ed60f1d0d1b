{ lib, flags, ... }: { a = lib.optionalAttrs flags.a { b = 1; c.d = 2; }; }
