{ lib, ... }: { a = lib.mkForce (lib.mkBefore [ 1 ]); b = lib.mkOverride 10 (lib.mkOrder 20 [ 2 ]); }
