{
  description = "Three machines of a small office";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";

  outputs = { self, nixpkgs }:
    let
      machine = name: extra: nixpkgs.lib.nixosSystem {
        system = "x86_64-linux";
        modules = [ ./hosts/${name}.nix { networking.hostName = name; } ] ++ extra;
        specialArgs = { inherit self; };
      };
    in
    {
      nixosConfigurations = {
        mail = machine "mail" [ ];
        build = machine "build" [
          ({ pkgs, ... }: {
            systemd.services.warm-up = {
              description = "Fill the caches once a boot";
              serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
              script = "${pkgs.curl}/bin/curl -s http://localhost";
            };
            systemd.timers.warm-up.timerConfig.OnBootSec = "5min";
          })
        ];
      };
    };
}
