{ lib, unknown, ... }: { a = lib.mkIf (unknown.n < 2) 1; b = lib.mkIf (unknown.n >= 2) 2; }
