# reported by systemd 252: ConditionPathExists= relative
{
  systemd.services.a = {
    unitConfig = {
      ConditionPathExists = "etc/x";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
