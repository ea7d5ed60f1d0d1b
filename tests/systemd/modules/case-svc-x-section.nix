# silent by systemd 252: X- section or X- key
{
  systemd.units."a.service".text = ''
    [Service]
    ExecStart=/bin/true
    X-Foo=1
    [X-Bar]
    A=b
  '';
}
