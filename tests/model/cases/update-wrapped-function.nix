{ lib, flags, ... }: let force = x: lib.mkForce { c = x; }; in { a = { b = 1; } // force 2; }
