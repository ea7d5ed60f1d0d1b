{ lib, ... }: let own = { mkForce = x: x; }; in { a = own.mkForce 1; b = own.mkForce { c = 2; }; }
