{ lib, unknown, ... }: { a = lib.mkIf (unknown.set.a or null != null) 1; b = lib.mkIf (unknown.nothing or false) 2; }
