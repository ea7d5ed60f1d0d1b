{ lib, flags, unknown, ... }: { a = lib.mkIf (unknown.kind == "first") 1; b = lib.mkIf (unknown.kind != "first") 2; c = lib.mkIf (flags.a == flags.b) 3; d = lib.mkIf (!(unknown.n == 1)) 4; }
