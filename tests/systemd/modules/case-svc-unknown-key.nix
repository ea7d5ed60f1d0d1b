# reported by systemd 252: unknown directive
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Foo = "1";
    };
  };
}
