args@{ lib, flags, ... }: { a = lib.mkIf args.flags.a 1; b = lib.mkIf flags.a 2; }
