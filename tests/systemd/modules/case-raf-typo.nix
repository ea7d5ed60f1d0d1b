# reported by systemd 252: RestrictAddressFamilies=AF_INET4
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      RestrictAddressFamilies = "AF_INET4";
    };
  };
}
