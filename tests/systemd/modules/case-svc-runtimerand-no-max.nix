# reported by systemd 252: RuntimeRandomizedExtraSec= without RuntimeMaxSec=
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      RuntimeRandomizedExtraSec = "5";
    };
  };
}
