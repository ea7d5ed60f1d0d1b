# reported by systemd 252: EnvironmentFile= relative
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      EnvironmentFile = "etc/x";
    };
  };
}
