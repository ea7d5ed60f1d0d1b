{ lib, unknown, ... }: { a = lib.mkIf (unknown.n == 1) 1; b = lib.mkIf (unknown.n == 1.0) 2; c = lib.mkIf (1 == unknown.n) 3; }
