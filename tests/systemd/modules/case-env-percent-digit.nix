# reported by systemd 252: Environment= value with %20
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Environment = "URL=http://x/a%20b";
    };
  };
}
