{ lib, flags, ... }: { a = lib.mkMerge (with lib; [ (mkForce { b = 1; }) ]); }
