# reported by systemd 252: a socket that listens nowhere beside its service
{
  systemd.services.a.script = "true";
  systemd.sockets.a = {
    wantedBy = [ "sockets.target" ];
    socketConfig.SocketMode = "0660";
  };
}
