{ lib, ... }: let before = [ "reloadServices" ]; in {
  systemd.services.ircd.serviceConfig = { ExecReload = "x"; LoadCredential = "cert:/var/lib/acme/i.example/full.pem"; };
  security.acme.defaults = lib.genAttrs before (_: [ "a.service" "ircd.service" ]);
}
