# reported by systemd 252: Where= differs from the unit name
{
  systemd.units."mnt-a.mount".text = ''
    [Mount]
    What=tmpfs
    Where=/mnt/b
    Type=tmpfs
  '';
}
