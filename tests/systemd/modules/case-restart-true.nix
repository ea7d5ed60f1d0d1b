# reported by systemd 252: Restart=true
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Restart = "true";
    };
  };
}
