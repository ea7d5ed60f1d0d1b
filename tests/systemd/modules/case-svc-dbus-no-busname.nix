# reported by systemd 252: Type=dbus without BusName=
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "dbus";
    };
  };
}
