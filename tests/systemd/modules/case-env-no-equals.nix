# reported by systemd 252: Environment= word without =
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Environment = "FOO BAR=1";
    };
  };
}
