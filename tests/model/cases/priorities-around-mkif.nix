{ lib, flags, ... }: { a = lib.mkIf flags.a (lib.mkForce 1); b = lib.mkForce (lib.mkIf flags.a 1); }
