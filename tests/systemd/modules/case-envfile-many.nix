# silent by systemd 252: EnvironmentFile= with two paths on one line
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      EnvironmentFile = "/etc/a /etc/b";
    };
  };
}
