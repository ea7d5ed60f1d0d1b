{ lib, flags, unknown, ... }: { x = { a = 1; } // lib.optionalAttrs flags.a unknown.set; }
