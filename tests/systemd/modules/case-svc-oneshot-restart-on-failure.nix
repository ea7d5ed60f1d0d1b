# silent by systemd 252: Type=oneshot with Restart=on-failure
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "oneshot";
      Restart = "on-failure";
    };
  };
}
