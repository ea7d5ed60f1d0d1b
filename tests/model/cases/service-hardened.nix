{ config, lib, pkgs, ... }:
let cfg = config.x; common = { PrivateTmp = true; NoNewPrivileges = true; };
in {
  config = lib.mkIf cfg.enable {
    systemd.services.web = {
      wantedBy = [ "multi-user.target" ];
      after = [ "network.target" ] ++ lib.optional (cfg.kind == "k") "database.service";
      serviceConfig = common // { ExecStart = "${pkgs.hello}/bin/hello --name ${cfg.name}"; PrivateTmp = lib.mkForce false; };
      environment = { NAME = cfg.name; LEVEL = "info"; };
    };
    users.users.${cfg.name} = { isSystemUser = true; group = cfg.name; };
  };
}
