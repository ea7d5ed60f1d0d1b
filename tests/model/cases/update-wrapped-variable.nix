{ lib, flags, ... }: let forced = lib.mkForce { c = 2; }; in { a = { b = 1; } // forced; d = forced // { e = 3; }; }
