# reported by systemd 252: only a command to stop, in services that are surely defined here
{
  systemd.services.a = {
    description = "A";
    preStop = "true";
  };
  systemd.services.b = {
    description = "B";
    serviceConfig = {
      Type = "simple";
      ExecStop = "/bin/true";
      RemainAfterExit = true;
    };
  };
}
