{ lib, flags, ... }: { config = lib.mkIf flags.a { a = 1; }; }
