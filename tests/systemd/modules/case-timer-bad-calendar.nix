# reported by systemd 252: invalid OnCalendar= and no other trigger
{
  systemd.timers.a = {
    timerConfig = {
      OnCalendar = "*/5 * * * *";
    };
  };
}
