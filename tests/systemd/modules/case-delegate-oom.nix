# reported by systemd 252: OOMPolicy=restart
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      OOMPolicy = "restart";
    };
  };
}
