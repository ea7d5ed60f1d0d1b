# reported by systemd 252: RuntimeMaxSec= with Type=oneshot
{
  systemd.services.a = {
    serviceConfig = {
      ExecStart = "/bin/true";
      Type = "oneshot";
      RuntimeMaxSec = "5";
    };
  };
}
