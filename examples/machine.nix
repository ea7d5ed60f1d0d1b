# A small machine with the mistakes that cfglint finds. Its parts are in the other files.
{ config, lib, pkgs, ... }:
{
  imports = [ ./backup.nix ./web.nix ./tickets.nix ];

  networking.hostName = "alpha";

  # World-writable for every user, as the mode is missing.
  fileSystems."/scratch" = {
    device = "tmpfs";
    fsType = "tmpfs";
    options = [ "size=2G" "nosuid" ];
  };

  # The timer for the service in backup.nix.
  systemd.timers.backup = {
    wantedBy = [ "timers.target" ];
    timerConfig = {
      OnCalendar = "daily";
      Persistent = true;
    };
  };
}
