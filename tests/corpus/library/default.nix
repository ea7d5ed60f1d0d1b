# Helpers, and no module: nothing here is an option.
{ lib }:
rec {
  serviceConfig = { StandardOutput, ... }@args: removeAttrs args [ "StandardOutput" ];

  oneshot = script: {
    inherit script;
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
    };
  };

  hourly = script: oneshot script // { startAt = "hourly"; };

  documentation = ''
    systemd.services.a.serviceConfig.StandardOutput = "syslog";
    fileSystems."/x".fsType = "tmpfs";
  '';
}
