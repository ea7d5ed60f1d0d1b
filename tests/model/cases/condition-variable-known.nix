{ lib, ... }: let on = true; off = false; in { a = lib.mkIf on 1; b = lib.mkIf off 2; c = lib.mkIf (on && !off) 3; }
