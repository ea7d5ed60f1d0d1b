# reported by systemd 252: [Mount] without What=
{
  systemd.units."mnt-a.mount".text = ''
    [Mount]
    Where=/mnt/a
  '';
}
