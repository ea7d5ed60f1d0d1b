# reported by systemd 252: UMask=18 (decimal 18 = octal 022 meant)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      UMask = "18";
    };
  };
}
