# reported by systemd 252: ReadWritePaths= relative
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      ReadWritePaths = "var/lib/x";
    };
  };
}
