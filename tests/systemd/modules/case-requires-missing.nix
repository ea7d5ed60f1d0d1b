# Requires= on a unit that does not exist
{
  systemd.services.a = {
    unitConfig = {
      Requires = "nope.service";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
