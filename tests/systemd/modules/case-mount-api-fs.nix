# reported by systemd 252: mount unit for an API file system (/proc ...)
{
  systemd.units."proc.mount".text = ''
    [Mount]
    What=proc
    Where=/proc
  '';
}
