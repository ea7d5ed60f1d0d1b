# A finding that a comment silences, for the reports that speak of such.
{
  # cfglint: allow(syslog-output) -- the collector reads "syslog" & <old> names
  systemd.services.a.serviceConfig.StandardOutput = "syslog";
}
