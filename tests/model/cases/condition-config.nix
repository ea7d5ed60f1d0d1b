{ config, lib, ... }: let cfg = config.x; in { a = lib.mkIf cfg.enable 1; b = lib.mkIf (cfg.kind == "k") 2; c = lib.mkIf config.x.enable 3; d = lib.mkIf (!cfg.enable) 4; }
