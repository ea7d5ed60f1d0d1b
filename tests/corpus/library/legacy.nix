{ config, pkgs, lib, ... }:
{
  systemd.services.feeder = {
    preStart = "mkdir -p /var/lib/feeder && chown feeder /var/lib/feeder";
    serviceConfig = {
      User = "feeder";
      PermissionsStartOnly = true;
      StandardOutput = "syslog";
      StandardError = lib.mkForce "null";
      MountFlags = "slave";
      EnvironmentFile = ./feeder.env;
      ExecStart = "${pkgs.feeder}/bin/feeder";
    };
  };
  systemd.services.off = {
    enable = false;
    serviceConfig.StandardOutput = "syslog";
  };
  # cfglint: allow(syslog-output) -- its reader wants the old word
  systemd.services.kept.serviceConfig.StandardOutput = "syslog";
}
