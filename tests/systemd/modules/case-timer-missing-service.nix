# silent by systemd 252: timer whose service does not exist
{
  systemd.timers.a = {
    timerConfig = {
      OnBootSec = "5";
    };
  };
}
