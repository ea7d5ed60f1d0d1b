# reported by systemd 252: unknown section
{
  systemd.units."a.service".text = ''
    [Service]
    ExecStart=/bin/true
    [Foo]
    A=b
  '';
}
