# reported by systemd 252: Environment=export FOO=1
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Environment = "export FOO=1";
    };
  };
}
