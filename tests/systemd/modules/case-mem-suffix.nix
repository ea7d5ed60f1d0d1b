# reported by systemd 252: MemoryMax=1GB
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      MemoryMax = "1GB";
    };
  };
}
