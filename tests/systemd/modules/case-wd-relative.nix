# reported by systemd 252: WorkingDirectory= relative
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      WorkingDirectory = "srv/x";
    };
  };
}
