# reported by systemd 252: Type=oneshot with Restart=on-success
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "oneshot";
      Restart = "on-success";
    };
  };
}
