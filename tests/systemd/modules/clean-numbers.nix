# silent by systemd 252
{ ... }:
{
  systemd.services.numbers.serviceConfig = {
    ExecStart = "/bin/true"; Nice = -5; OOMScoreAdjust = 500; CPUWeight = 100; TimeoutSec = 1.5; LimitCORE = 0;
    WatchdogSec = 0; RestartSec = 2.25; IOWeight = 10; StandardOutput = "null"; WorkingDirectory = /var/lib;
  };
}
