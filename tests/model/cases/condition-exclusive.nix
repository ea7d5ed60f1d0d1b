{ lib, flags, ... }: lib.mkMerge [ (lib.mkIf flags.a { a = 1; }) (lib.mkIf (!flags.a) { a = 2; }) ]
