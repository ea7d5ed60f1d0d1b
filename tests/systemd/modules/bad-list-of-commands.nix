# reported by systemd 252
{ ... }:
{
  systemd.services.twice = { script = "true"; serviceConfig.ExecStart = [ "/bin/true" ]; };
}
