{ lib, flags, ... }: with lib; { a = mkIf flags.a (mkForce [ ]); b = optionals flags.b [ 1 ]; }
