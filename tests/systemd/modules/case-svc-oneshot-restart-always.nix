# reported by systemd 252: Type=oneshot with Restart=always
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "oneshot";
      Restart = "always";
    };
  };
}
