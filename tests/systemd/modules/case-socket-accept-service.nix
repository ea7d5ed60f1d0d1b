# reported by systemd 252: Accept=yes with Service=
{
  systemd.sockets.a = {
    socketConfig = {
      ListenStream = "/run/x";
      Accept = "yes";
      Service = "b.service";
    };
  };
}
