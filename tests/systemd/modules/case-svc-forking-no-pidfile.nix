# silent by systemd 252: Type=forking without PIDFile=
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "forking";
    };
  };
}
