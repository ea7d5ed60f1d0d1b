{ lib, flags, ... }: lib.mkIf flags.a { a = lib.mkIf flags.b { b = lib.mkIf flags.c 1; }; }
