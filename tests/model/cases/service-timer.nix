{ lib, flags, ... }: {
  systemd.services.job = { startAt = "hourly"; script = ''
    set -e
    run --all
  ''; } // lib.optionalAttrs flags.a { startAt = "daily"; };
  systemd.timers.job.timerConfig = lib.mkIf flags.b { Persistent = true; };
}
