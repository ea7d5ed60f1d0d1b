{
  description = "A seed";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.11";
  inputs = { utils.url = "github:numtide/flake-utils"; };
  outputs = { self, nixpkgs, utils, ... }@inputs:
    utils.lib.eachDefaultSystem (system:
      let pkgs = import nixpkgs { inherit system; overlays = [ (final: prev: { x = prev.y; }) ]; };
      in rec {
        packages = { default = pkgs.hello; inherit (pkgs) git; };
        devShells.default = pkgs.mkShell { buildInputs = builtins.attrValues { inherit (pkgs) gcc gnumake; }; };
        checks.${system}.x = self.packages.${system}.default or null;
      }) // {
      nixosConfigurations.host = nixpkgs.lib.nixosSystem {
        modules = [ ./host.nix ({ lib, ... }: { networking.hostName = lib.mkDefault "host"; }) ];
        specialArgs = { inherit inputs; };
      };
    };
}
