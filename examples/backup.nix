{ pkgs, ... }:
{
  systemd.services.backup = {
    after = [ "network-online.target" "postgresql.service" "network-online.target" ];
    wants = [ "network-online.target" ];
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
      StandardOutput = "syslog"; # where the old log reader looked
      PermissionsStartOnly = true;
      User = "backup";
      ExecStartPre = "${pkgs.coreutils}/bin/mkdir -p /var/lib/backup";
      ExecStart = "${pkgs.restic}/bin/restic backup /home";
    };
  };
}
