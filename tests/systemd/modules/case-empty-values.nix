# reported by systemd 252: empty values of a boolean, a time, a mode, a signal and a limit
{
  systemd.services.a.serviceConfig = {
    ExecStart = "/bin/true";
    PrivateTmp = "";
    TimeoutStopSec = "";
    UMask = "";
    KillSignal = "";
    LimitNOFILE = "";
  };
}
