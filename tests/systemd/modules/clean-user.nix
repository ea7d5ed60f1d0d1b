# silent by systemd 252
{ ... }:
{
  systemd.user.services.tidy = { startAt = [ "hourly" "Mon 03:00" ]; serviceConfig.ExecStart = "/bin/true"; };
  systemd.user.sockets.tidy2 = { listenStreams = [ "%t/tidy2" ]; wantedBy = [ "sockets.target" ]; };
  systemd.user.services.tidy2.serviceConfig.ExecStart = "/bin/true";
}
