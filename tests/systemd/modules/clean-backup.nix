# silent by systemd 252
{ lib, pkgs, ... }:
{
  systemd.services.backup = {
    description = "Copy what matters";
    after = [ "network-online.target" ];
    wants = [ "network-online.target" ];
    startAt = "03:30";
    path = [ pkgs.git ];
    environment = { TARGET = "/var/backup"; QUOTED = "a \"b\" c\\d"; UNSET = null; };
    script = "git bundle create %n --all";
    scriptArgs = "%n --all";
    serviceConfig = { Type = "oneshot"; Nice = 19; IOSchedulingClass = "idle"; StateDirectory = [ "backup" "backup/old" ]; };
  };
  systemd.timers.backup.timerConfig = { Persistent = true; RandomizedDelaySec = 600; };
}
