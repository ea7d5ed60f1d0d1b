{ lib, flags, ... }: lib.mkIf flags.a { a = 1; b = 2; }
