{ lib, ... }: { a = lib.mkIf true 1; b = lib.mkIf false 2; c = lib.mkIf (!true) 3; d = lib.mkIf (!false) 4; }
