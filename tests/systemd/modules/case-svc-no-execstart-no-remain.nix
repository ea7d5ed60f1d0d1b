# reported by systemd 252: no ExecStart=, has ExecStop=, but no RemainAfterExit=yes
{
  systemd.services.a = {
    serviceConfig = {
      ExecStop = "/bin/true";
    };
  };
}
