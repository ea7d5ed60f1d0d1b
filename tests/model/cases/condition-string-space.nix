{ lib, unknown, ... }: { a = lib.mkIf (unknown.w == "a  b") 1; b = lib.mkIf (unknown.w == "a b") 2; c = lib.mkIf (unknown.w != "a  b") 3; }
