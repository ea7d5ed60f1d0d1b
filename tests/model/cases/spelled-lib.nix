{ lib, flags, ... }: { a = lib.mkIf flags.a (lib.mkForce [ ]); b = lib.optionals flags.b [ 1 ]; }
