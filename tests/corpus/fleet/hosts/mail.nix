{ config, lib, pkgs, ... }:

let
  domain = "mail.example.org";
  hardening = {
    NoNewPrivileges = true;
    PrivateTmp = true;
    ProtectSystem = "strict";
  };
in
{
  imports = [ ../modules/backup.nix ../modules/certificates.nix ];

  services.postfix = {
    enable = true;
    hostname = domain;
    sslCert = "${config.security.acme.certs.${domain}.directory}/fullchain.pem";
  };

  systemd.services.greylist = {
    wantedBy = [ "multi-user.target" ];
    after = [ "network.target" ] ++ lib.optional config.services.postfix.enable "postfix.service"
      ++ [ "network.target" ];
    confinement.enable = true;
    serviceConfig = hardening // {
      ExecStart = "${pkgs.postgrey}/bin/postgrey --unix=/run/greylist";
      StandardOutput = "journal";
    };
  };

  system.stateVersion = "24.05";
}
