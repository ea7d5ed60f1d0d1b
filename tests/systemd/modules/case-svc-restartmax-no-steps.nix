# reported by systemd 252: RestartMaxDelaySec= without RestartSteps=
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      RestartMaxDelaySec = "5";
    };
  };
}
