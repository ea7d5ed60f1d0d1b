# reported by systemd 252: CPUQuota=50
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      CPUQuota = "50";
    };
  };
}
