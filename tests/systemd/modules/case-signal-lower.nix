# reported by systemd 252: KillSignal=sigint
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      KillSignal = "sigint";
    };
  };
}
