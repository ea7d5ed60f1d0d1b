# silent by systemd 252: DynamicUser=yes with WorkingDirectory=~
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      DynamicUser = "yes";
      WorkingDirectory = "~";
    };
  };
}
