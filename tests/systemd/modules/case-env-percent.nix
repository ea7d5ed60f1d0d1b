# reported by systemd 252: Environment= value with an unknown specifier
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Environment = "URL=http://x/%zz";
    };
  };
}
