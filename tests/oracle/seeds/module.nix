{ config, lib, pkgs, ... }:

with lib;

let
  cfg = config.services.example;
  format = pkgs.formats.json { };
in
{
  imports = [ ./other.nix ] ++ optional cfg.extra ./extra.nix;

  options.services.example = {
    enable = mkEnableOption "the example";
    package = mkOption {
      type = types.package;
      default = pkgs.example;
      description = ''
        The package to use.
      '';
    };
    settings = mkOption { inherit (format) type; default = { }; };
  };

  config = mkIf cfg.enable (mkMerge [
    {
      systemd.services.example = {
        wantedBy = [ "multi-user.target" ];
        after = [ "network.target" ];
        serviceConfig = {
          ExecStart = "${cfg.package}/bin/example --config ${format.generate "c.json" cfg.settings}";
          Restart = "on-failure";
          DynamicUser = true;
        };
        path = with pkgs; [ coreutils gnugrep ];
      };
    }
    (mkIf (cfg.port != null && !cfg.private) {
      networking.firewall.allowedTCPPorts = [ cfg.port ];
      users.users.example = { isSystemUser = true; group = "example"; };
      environment.etc."example/config".text = ''
        port=${toString cfg.port}
        ${optionalString cfg.tls "tls=yes"}
      '';
    })
  ]);

  meta.maintainers = with maintainers; [ ];
}
