# reported by systemd 252
{ ... }:
{
  systemd.services.null.serviceConfig = { ExecStart = "/bin/true"; Restart = null; };
}
