# reported by systemd 252: User=nobody
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      User = "nobody";
    };
  };
}
