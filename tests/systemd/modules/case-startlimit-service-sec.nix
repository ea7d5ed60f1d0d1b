# reported by systemd 252: StartLimitIntervalSec= in [Service]
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      StartLimitIntervalSec = "5";
    };
  };
}
