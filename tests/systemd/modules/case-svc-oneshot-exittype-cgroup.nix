# reported by systemd 252: Type=oneshot with ExitType=cgroup
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "oneshot";
      ExitType = "cgroup";
    };
  };
}
