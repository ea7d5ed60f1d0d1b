# reported by systemd 252: RestartMaxDelaySec= smaller than RestartSec=
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      RestartMaxDelaySec = "1";
      RestartSec = "5";
      RestartSteps = "2";
    };
  };
}
