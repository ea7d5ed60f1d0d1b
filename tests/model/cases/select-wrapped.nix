{ lib, flags, ... }: let s = { a = lib.mkIf flags.a 1; b = lib.mkForce { c = 2; }; }; in { x = s.a; y = s.b; }
