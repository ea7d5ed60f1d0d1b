# silent by systemd 252: limits and timeouts that take effect together
{
  systemd.services.a = {
    unitConfig = {
      JobTimeoutSec = 10;
      JobRunningTimeoutSec = 5;
      OnFailure = "b.service";
      OnFailureJobMode = "isolate";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
      RuntimeMaxSec = "1h";
      RuntimeRandomizedExtraSec = "5min";
    };
  };
  systemd.services.b.serviceConfig.ExecStart = "/bin/true";
}
