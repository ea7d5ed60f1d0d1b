{ lib, flags, ... }: { a = lib.mkMerge [ (lib.mkDefault { b = 1; }) { b = lib.mkForce 2; c = 3; } (lib.mkIf flags.a (lib.mkForce { d = 4; })) ]; }
