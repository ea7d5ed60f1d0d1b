# reported by systemd 252: StateDirectory= absolute
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      StateDirectory = "/var/lib/x";
    };
  };
}
