{ lib, flags, ... }: { a = lib.optionalAttrs flags.a { b = lib.mkIf flags.b 1; }; }
