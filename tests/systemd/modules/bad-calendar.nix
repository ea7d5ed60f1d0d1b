# reported by systemd 252
{ ... }:
{
  systemd.services.cron = { startAt = "*/5 * * * *"; serviceConfig.ExecStart = "/bin/true"; };
}
