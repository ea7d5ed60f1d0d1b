{ lib, flags, ... }: with lib; { a = mkIf flags.a (mkForce (mkBefore [ 1 ])); }
