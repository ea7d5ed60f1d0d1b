# reported by systemd 252: [Socket] without Listen*=
{
  systemd.sockets.a = {
    socketConfig = {
      Accept = "no";
    };
  };
}
