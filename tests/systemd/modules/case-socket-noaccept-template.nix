# reported by systemd 252: Accept=no and only NAME@.service
{
  systemd.sockets.a = {
    socketConfig = {
      ListenStream = "/run/x";
    };
  };
  systemd.services."a@".serviceConfig.ExecStart = "/bin/true";
}
