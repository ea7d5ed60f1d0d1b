{ config, pkgs, ... }:
{
  systemd.user.services.sync = {
    Unit.Description = "Synchronise"
    Service = {
      Type = "oneshot";
      RemainAfterExit = true;
      ExecStart = "${pkgs.rsync}/bin/rsync";
    };
  };
  systemd.user.timers.sync.Timer.OnUnitActiveSec = "10min";
}
