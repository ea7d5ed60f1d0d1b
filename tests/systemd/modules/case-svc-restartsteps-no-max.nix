# reported by systemd 252: RestartSteps= without RestartMaxDelaySec=
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      RestartSteps = "5";
    };
  };
}
