# reported by systemd 252: Accept=yes and only NAME.service, no NAME@.service
{
  systemd.sockets.a = {
    socketConfig = {
      ListenStream = "/run/x";
      Accept = "yes";
    };
  };
  systemd.services.a.serviceConfig.ExecStart = "/bin/true";
}
