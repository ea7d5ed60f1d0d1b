{ lib, unknown, ... }: { a = lib.mkIf (unknown.set ? a) 1; b = lib.mkIf (!(unknown.set ? b.deep)) 2; }
