# reported by systemd 252: RestrictAddressFamilies= separated by commas
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      RestrictAddressFamilies = "AF_INET,AF_INET6";
    };
  };
}
