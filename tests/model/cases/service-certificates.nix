{ config, lib, unknown, ... }: {
  security.acme = { acceptTerms = true; certs = lib.genAttrs [ "x.example" "y.example" ] (domain: { email = "root@${domain}"; }) // { "z.example" = { email = unknown.s; }; }; };
}
