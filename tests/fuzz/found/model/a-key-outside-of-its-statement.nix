{ lib, ... }: let s = { i = 2; }; in { za = lib.mapAttrs (n: v: [ 1 ]) s; }
