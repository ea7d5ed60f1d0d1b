{ pkgs, ... }:
{
  systemd.services.tickets = {
    wantedBy = [ "multi-user.target" ];
    confinement.enable = true;
    serviceConfig = {
      ExecStart = "${pkgs.tickets}/bin/tickets serve";
      ProtectSystem = "strict";
      MountFlags = "private";
      EnvironmentFile = pkgs.writeText "tickets.env" ''
        DATABASE_PASSWORD=hunter2
      '';
    };
  };
}
