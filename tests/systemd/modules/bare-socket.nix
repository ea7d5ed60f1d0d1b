# reported by systemd 252: a socket and no NAME.service
{
  systemd.sockets.a = {
    socketConfig = {
      ListenStream = "/run/x";
    };
  };
}
