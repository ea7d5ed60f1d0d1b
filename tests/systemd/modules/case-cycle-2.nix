# reported by systemd 252: ordering cycle between two required units
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
  systemd.services.b = {
    unitConfig = {
      After = "a.service";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
