{ lib, flags, ... }: lib.optionalAttrs flags.a { a = 1; }
