{ lib, flags, ... }: { config = lib.mkMerge [ { a = 1; } (lib.mkIf flags.b { b = 2; }) ]; }
