# silent by systemd 252: Wants= on a unit that does not exist
{
  systemd.services.a = {
    unitConfig = {
      Wants = "nope.service";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
