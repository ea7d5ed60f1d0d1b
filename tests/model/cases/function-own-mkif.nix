{ lib, flags, ... }: let when = c: x: lib.mkIf (c && flags.a) (lib.mkForce x); in { x = when flags.b { y = 1; }; }
