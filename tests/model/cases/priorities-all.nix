{ lib, ... }: { a = lib.mkForce 1; b = lib.mkDefault 2; c = lib.mkOverride 70 3; d = lib.mkOptionDefault 4; e = lib.mkVMOverride 5; f = lib.mkImageMediaOverride 6; g = 7; }
