# reported by systemd 252: dependency list separated by commas
{
  systemd.services.a = {
    unitConfig = {
      After = "a.target,b.target";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
