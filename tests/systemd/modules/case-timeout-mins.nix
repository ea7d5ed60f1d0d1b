# reported by systemd 252: TimeoutStartSec=5mins
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      TimeoutStartSec = "5mins";
    };
  };
}
