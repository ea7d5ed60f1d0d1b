{ lib, ... }:
let
  cert = names: {
    extraDomainNames = lib.tail names;
    keyType = "ec384"; # asked for by an audit long ago
    reloadServices = [ "postfix" ];
  };
in
{
  security.acme = {
    acceptTerms = true;
    defaults.email = "root@example.org";
    certs = {
      "mail.example.org" = cert [ "mail.example.org" "smtp.example.org" ];
      "old.example.org" = {
        keyType = "rsa4096";
        keyDir = "/srv/keys";
      };
    };
  };
  services.opendkim.keyType = "ec384";
}
