{ lib, flags, ... }: let inherit (lib) mkIf mkForce optionals; in { a = mkIf flags.a (mkForce [ ]); b = optionals flags.b [ 1 ]; }
