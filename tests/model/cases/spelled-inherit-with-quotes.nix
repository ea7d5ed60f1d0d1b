{ lib, flags, ... }: let inherit (lib) "mkIf"; in { a = mkIf flags.a 1; }
