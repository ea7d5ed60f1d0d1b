# reported by systemd 252: dependency name without a unit suffix
{
  systemd.services.a = {
    unitConfig = {
      After = "network";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
