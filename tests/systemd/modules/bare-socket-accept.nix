# reported by systemd 252: Accept=yes and no NAME@.service
{
  systemd.sockets.a = {
    socketConfig = {
      ListenStream = "/run/x";
      Accept = "yes";
    };
  };
}
