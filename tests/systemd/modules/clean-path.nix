# silent by systemd 252
{ ... }:
{
  systemd.paths.inbox = {
    wantedBy = [ "paths.target" ];
    pathConfig = { PathChanged = [ "/srv/inbox" "/srv/inbox2" ]; MakeDirectory = true; Unit = "inbox.service"; };
  };
  systemd.services.inbox.serviceConfig = { Type = "oneshot"; ExecStart = [ "" "/bin/true" "-/bin/true again" ]; };
}
