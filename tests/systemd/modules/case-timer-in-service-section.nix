# reported by systemd 252: OnCalendar= in [Service]
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      OnCalendar = "daily";
    };
  };
}
