# reported by systemd 252: Accept=yes with ListenDatagram=
{
  systemd.sockets.a = {
    socketConfig = {
      ListenDatagram = "/run/x";
      Accept = "yes";
    };
  };
}
