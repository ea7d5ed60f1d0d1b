# silent by systemd 252
{ ... }:
{
  systemd.services.hooks = {
    preStart = "mkdir -p x"; postStart = "true"; reload = "kill -HUP $MAINPID"; preStop = "true"; postStop = "rm x";
    script = "sleep 1"; restartIfChanged = false; stopIfChanged = false;
    startLimitBurst = 3; startLimitIntervalSec = 30; onFailure = [ "notify@%n.service" ];
    serviceConfig = { Type = "exec"; TimeoutStartSec = "1min 30s"; KillMode = "mixed"; };
  };
}
