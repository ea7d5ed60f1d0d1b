# reported by systemd 252: automount for /
{
  systemd.units."-.automount".text = ''
    [Automount]
    Where=/
  '';
}
