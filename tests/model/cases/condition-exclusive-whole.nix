{ lib, flags, ... }: lib.mkMerge [ (lib.mkIf (flags.a && flags.b) { a = 1; }) (lib.mkIf (!(flags.a && flags.b)) { a = 2; }) (lib.mkIf (!flags.a) { b = 3; }) ]
