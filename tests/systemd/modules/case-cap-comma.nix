# silent by systemd 252: CapabilityBoundingSet= separated by commas
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      CapabilityBoundingSet = "CAP_CHOWN,CAP_KILL";
    };
  };
}
