{ config, lib, pkgs, ... }:
with lib;
let
  cfg = config.office.backup;
in
{
  options.office.backup = {
    enable = mkEnableOption "backups to the office";
    keyDir = mkOption {
      type = types.path;
      default = "/etc/backup";
      example = "/var/lib/acme/.lego";
      description = ''
        Where the keys are. Not `/var/lib/acme/.lego/accounts`:
          systemd.services.x.serviceConfig.RemainAfterExit = true;
      '';
    };
  };

  config = mkIf cfg.enable (mkMerge [
    {
      systemd.services.backup = {
        requires = [ "network-online.target" ];
        after = [ "network-online.target" ];
        environment.BACKUP_KEYS = cfg.keyDir;
        serviceConfig = {
          Type = "oneshot";
          RemainAfterExit = "yes";
          ExecStart = "${pkgs.borgbackup}/bin/borg create";
        };
      };
    }
    (mkIf (cfg.keyDir != "/etc/backup") {
      systemd.services.backup.unitConfig.RequiresMountsFor = cfg.keyDir;
    })
  ]);
}
