{ lib, unknown, ... }: { a = lib.mkIf (unknown.s != null) 1; b = lib.mkIf (unknown.s == null) 2; }
