# reported by systemd 252: [Timer] without any On*=
{
  systemd.timers.a = {
    timerConfig = {
      Unit = "b.service";
    };
  };
}
