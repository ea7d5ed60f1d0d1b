# reported by systemd 252: no ExecStart= and Type= not oneshot
{
  systemd.services.a = {
    serviceConfig = {
      Type = "simple";
      ExecStop = "/bin/true";
    };
  };
}
