# reported by systemd 252: After= itself
{
  systemd.services.a = {
    unitConfig = {
      After = "a.service";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
