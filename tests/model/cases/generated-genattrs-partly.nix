{ lib, flags, unknown, ... }: { a = lib.genAttrs ([ "x" ] ++ lib.optional flags.a "y" ++ unknown.names) (n: { b = 1; }); }
