# reported by systemd 252: SystemCallFilter=@system-service ~@mount (tilde not first)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      SystemCallFilter = "@system-service ~@mount";
    };
  };
}
