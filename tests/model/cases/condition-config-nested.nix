{ config, lib, ... }: let x = config.x; y = x; in { a = lib.mkIf y.enable 1; b = lib.mkIf (y.n == 3) 2; }
