# Grüße 😀 from a module with three findings.
{ lib, ... }:
{
  systemd.services.greeter = {
    description = "Says hello 😀"; serviceConfig.StandardOutput = "journal";
    serviceConfig.StandardError = "journal+console";
    # cfglint: allow(mount-flags-private)
    serviceConfig.MountFlags = lib.mkDefault "private";
  };
}
