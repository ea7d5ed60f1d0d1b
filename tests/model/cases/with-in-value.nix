{ lib, flags, ... }: { a = with lib; mkIf flags.a 1; b = with lib; optional flags.b 2; }
