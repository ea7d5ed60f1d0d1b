# silent by systemd 252
{ lib, config, ... }:
{
  systemd.services.hardened = lib.mkMerge [
    { wantedBy = [ "multi-user.target" ]; serviceConfig.ExecStart = "/bin/true --flag"; }
    (lib.mkIf config.x.enable {
      serviceConfig = {
        DynamicUser = true; PrivateTmp = true; ProtectSystem = "strict"; NoNewPrivileges = lib.mkDefault true;
        CapabilityBoundingSet = ""; SystemCallFilter = [ "@system-service" "~@privileged" ];
        RestrictAddressFamilies = [ "AF_INET" "AF_INET6" "AF_UNIX" ]; MemoryMax = "1G"; CPUQuota = "50%";
        UMask = "0077"; LimitNOFILE = 65536; Restart = "on-failure"; RestartSec = "5s";
      };
    })
  ];
}
