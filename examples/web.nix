{ config, ... }:
{
  security.acme = {
    acceptTerms = true;
    defaults.email = "hostmaster@example.org";
    certs."www.example.org" = {
      keyType = "ec384";
      keyDir = "/var/lib/acme/keys";
      group = "nginx";
    };
  };

  services.nginx = {
    enable = true;
    virtualHosts."www.example.org" = {
      enableACME = true;
      forceSSL = true;
    };
  };
}
