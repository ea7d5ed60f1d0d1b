{ pkgs, ... }: let f = pkgs.writeText "name" "content"; in { a = f; b = "${f}"; c = "-${f}"; d = "x ${f} y"; e = pkgs.writeText "n" "a${"b"}"; }
