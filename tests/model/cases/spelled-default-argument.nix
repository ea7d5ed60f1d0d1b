{ lib, flags, mkIf ? lib.mkIf, ... }: { a = mkIf flags.a 1; }
