# Grüße 😀 from a module with three findings.
{ lib, ... }:
{
  systemd.services.greeter = {
    description = "Says hello 😀"; serviceConfig.StandardOutput = "syslog";
    serviceConfig.StandardError = "syslog+console";
    serviceConfig.MountFlags = lib.mkDefault "private";
  };
}
