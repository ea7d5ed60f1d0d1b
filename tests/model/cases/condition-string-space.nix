{ lib, unknown, ... }: { a = lib.mkIf (unknown.s == "a  b") 1; b = lib.mkIf (unknown.s != "a  b") 2; }
