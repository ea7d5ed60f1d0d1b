{
  description = "A linter and language server for NixOS modules";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      forEach = f: lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
      package =
        {
          lib,
          rustPlatform,
          installShellFiles,
        }:
        rustPlatform.buildRustPackage {
          pname = "cfglint";
          inherit ((lib.importTOML ./Cargo.toml).workspace.package) version;
          src = lib.cleanSource ./.;
          cargoLock.lockFile = ./Cargo.lock;
          # The tests drive editors and a real Nix; tests/run is there for that.
          cargoTestFlags = [
            "--package=cfglint-syntax"
            "--package=cfglint-lints"
          ];
          nativeBuildInputs = [ installShellFiles ];
          postInstall = ''
            "$out/bin/cfglint" man man
            installManPage man/*
            installShellCompletion --cmd cfglint \
              --bash <("$out/bin/cfglint" completions bash) \
              --zsh <("$out/bin/cfglint" completions zsh) \
              --fish <("$out/bin/cfglint" completions fish)
          '';
          meta = {
            description = "A linter and language server for NixOS modules";
            homepage = "https://github.com/cfglint/cfglint";
            license = with lib.licenses; [
              mit
              asl20
            ];
            mainProgram = "cfglint";
          };
        };
    in
    {
      overlays.default = final: _: { cfglint = final.callPackage package { }; };

      packages = forEach (pkgs: rec {
        default = pkgs.callPackage package { };
        cfglint = default;
      });

      # This repository's own examples must have findings, and its flake none.
      checks = forEach (pkgs: {
        cfglint =
          pkgs.runCommand "cfglint-check"
            { nativeBuildInputs = [ self.packages.${pkgs.stdenv.hostPlatform.system}.default ]; }
            ''
              cfglint check ${./flake.nix}
              ! cfglint check ${./examples}
              touch "$out"
            '';
      });

      devShells = forEach (pkgs: {
        default = pkgs.mkShell {
          packages = with pkgs; [
            cargo
            clippy
            rustc
            rustfmt
            nix
          ];
        };
      });
    };
}
