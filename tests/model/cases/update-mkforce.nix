{ lib, ... }: { a = lib.mkForce { b = 1; } // { c = 2; }; d = { e = 1; } // lib.mkForce { f = 2; }; g = lib.mkForce ({ h = 1; } // { i = 2; }); }
