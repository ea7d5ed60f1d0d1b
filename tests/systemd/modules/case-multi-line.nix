# reported by systemd 252: a line break inside a value without backslash
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/echo a\n  b c";
    };
  };
}
