# silent by systemd 252: empty values that stand for the default
{
  systemd.services.a.serviceConfig = {
    ExecStart = [ "" "/bin/true" ];
    Environment = "";
    MemoryMax = "";
    CapabilityBoundingSet = "";
    User = "";
    RuntimeDirectory = "";
  };
}
