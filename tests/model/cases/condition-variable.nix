{ lib, flags, ... }: let on = flags.a && flags.b; off = !on; in { a = lib.mkIf on 1; b = lib.mkIf off 2; c = lib.mkIf (on && flags.c) 3; }
