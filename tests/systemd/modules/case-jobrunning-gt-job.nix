# reported by systemd 252: JobRunningTimeoutSec= larger than JobTimeoutSec=
{
  systemd.services.a = {
    unitConfig = {
      JobTimeoutSec = "5";
      JobRunningTimeoutSec = "10";
    };
    serviceConfig = {
      ExecStart = "/bin/true";
    };
  };
}
