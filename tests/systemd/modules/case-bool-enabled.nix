# reported by systemd 252: PrivateTmp=enabled
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      PrivateTmp = "enabled";
    };
  };
}
