{ lib, ... }: { a = lib.mkForce { b = 1; c.d = 2; }; e = lib.mkDefault { f = { }; }; }
