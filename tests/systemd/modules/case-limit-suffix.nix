# reported by systemd 252: LimitNOFILE=64k
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      LimitNOFILE = "64k";
    };
  };
}
