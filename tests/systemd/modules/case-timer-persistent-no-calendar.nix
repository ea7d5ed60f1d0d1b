# silent by systemd 252: Persistent=yes without OnCalendar=
{
  systemd.timers.a = {
    timerConfig = {
      OnBootSec = "5";
      Persistent = "yes";
    };
  };
}
