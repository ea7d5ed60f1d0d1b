# reported by systemd 252: [Unit] directive in [Service]
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      After = "basic.target";
    };
  };
}
