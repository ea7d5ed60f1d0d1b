# reported by systemd 252: [Service] directive in [Unit]
{
  systemd.services.a = {
    unitConfig = {
      Restart = "always";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
