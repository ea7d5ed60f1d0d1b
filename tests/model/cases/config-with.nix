{ lib, flags, ... }: with lib; { config = mkIf flags.c { a = mkForce 1; }; }
