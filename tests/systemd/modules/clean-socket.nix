# silent by systemd 252
{ ... }:
{
  systemd.sockets.chat = {
    listenStreams = [ "/run/chat.sock" "8080" ];
    listenDatagrams = [ "127.0.0.1:9000" ];
    socketConfig = { SocketMode = "0660"; Backlog = 16; FreeBind = true; };
    wantedBy = [ "sockets.target" ];
  };
  systemd.services.chat = { requires = [ "chat.socket" ]; serviceConfig.ExecStart = "/bin/true"; };
}
