{ config, lib, pkgs, modulesPath, ... }:
{
  imports = [ "${modulesPath}/profiles/headless.nix" ../modules/backup.nix ];

  fileSystems = {
    "/" = { device = "/dev/disk/by-label/root"; fsType = "ext4"; };
    "/build" = { device = "none"; fsType = "tmpfs"; options = [ "size=90%" "mode=0755" ]; };
    "/scratch" = { device = "none"; fsType = "tmpfs"; options = [ "size=10G" ]; };
  };

  # The timer is here, its service comes with the module.
  systemd.timers.backup.timerConfig = {
    OnCalendar = "02:30";
    RandomizedDelaySec = "20min";
  };

  nix.settings.trusted-users = [ "@wheel" ];
  system.stateVersion = "24.05";
}
