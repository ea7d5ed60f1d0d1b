# silent by systemd 252: CapabilityBoundingSet=CAP_NET_BIND_SERVICES (typo)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      CapabilityBoundingSet = "CAP_NET_BIND_SERVICES";
    };
  };
}
