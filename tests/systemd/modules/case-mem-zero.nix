# reported by systemd 252: MemoryMax=0
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      MemoryMax = "0";
    };
  };
}
