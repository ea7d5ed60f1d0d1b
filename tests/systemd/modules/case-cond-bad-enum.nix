# silent by systemd 252: ConditionVirtualization=nope
{
  systemd.services.a = {
    unitConfig = {
      ConditionVirtualization = "nope";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
