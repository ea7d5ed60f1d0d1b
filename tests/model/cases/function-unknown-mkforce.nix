{ lib, unknown, ... }: { a = lib.mkForce (unknown.harden { b = 1; }); }
