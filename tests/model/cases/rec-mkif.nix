{ lib, flags, ... }: { a = rec { b = lib.mkIf flags.a 1; c = b; }; }
