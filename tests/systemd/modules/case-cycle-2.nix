# ordering cycle between two required units
{
  systemd.services.a = {
    unitConfig = {
      After = "b.service";
      Requires = "b.service";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
