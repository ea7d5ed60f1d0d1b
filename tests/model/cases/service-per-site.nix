{ config, lib, unknown, ... }:
let site = name: { domain ? "${name}.example", tls ? true }: {
      services.nginx.virtualHosts.${domain} = { forceSSL = tls; locations."/".proxyPass = "http://${name}"; };
    };
in lib.mkMerge [ (site "a" { }) (site "b" { domain = "c.example"; tls = false; }) (site unknown.s { }) ]
