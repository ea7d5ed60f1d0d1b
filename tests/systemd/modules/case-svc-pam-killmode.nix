# reported by systemd 252: PAMName= with KillMode= process or none
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      PAMName = "login";
      User = "root";
      KillMode = "process";
    };
  };
}
