# silent by systemd 252: After= on a unit that does not exist
{
  systemd.services.a = {
    unitConfig = {
      After = "nope.service";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
