# reported by systemd 252: SystemCallFilter= unknown name
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      SystemCallFilter = "@system-servic";
    };
  };
}
