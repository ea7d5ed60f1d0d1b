# silent by systemd 252: Environment= value with %s (a known specifier)
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Environment = "FMT=%s";
    };
  };
}
