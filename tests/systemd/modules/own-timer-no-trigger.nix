# reported by systemd 252: a timer without a trigger beside its service
{
  systemd.services.a.script = "true";
  systemd.timers.a = {
    wantedBy = [ "timers.target" ];
    timerConfig.Persistent = true;
  };
}
