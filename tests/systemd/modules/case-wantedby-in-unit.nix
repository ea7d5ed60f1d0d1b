# reported by systemd 252: WantedBy= in [Unit]
{
  systemd.services.a = {
    unitConfig = {
      WantedBy = "multi-user.target";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
