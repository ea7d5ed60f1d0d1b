{ lib, flags, ... }@args: { a = lib.mkIf args.flags.b 1; }
