{ lib, ... }: { a = lib.mkForce { b = lib.mkDefault 1; c = lib.mkForce 2; d = 3; }; }
