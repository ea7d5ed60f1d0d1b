# reported by systemd 252: UMask=0888
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      UMask = "0888";
    };
  };
}
