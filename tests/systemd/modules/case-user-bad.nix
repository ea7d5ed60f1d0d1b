# reported by systemd 252: User= with a bad name
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      User = "a:b";
    };
  };
}
