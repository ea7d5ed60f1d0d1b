{ lib, flags, ... }: let when = lib.mkIf; l = lib; in { a = when flags.a 1; b = l.mkForce 2; }
