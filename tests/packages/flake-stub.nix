# What of nixpkgs the flake calls, as data: shows that every output can be evaluated.
let
  flake = import ../../flake.nix;
  lib = {
    genAttrs = names: f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) names);
    importTOML = file: builtins.fromTOML (builtins.readFile file);
    cleanSource = path: path;
    licenses = { mit = "MIT"; asl20 = "Apache-2.0"; };
  };
  pkgsOf = system: rec {
    inherit lib;
    stdenv.hostPlatform.system = system;
    rustPlatform.buildRustPackage = arguments: { inherit (arguments) pname version; meta = arguments.meta; };
    installShellFiles = "installShellFiles";
    callPackage = f: _: f { inherit lib rustPlatform installShellFiles; };
    runCommand = name: environment: script: { inherit name; script = builtins.stringLength script; };
    mkShell = arguments: { packages = arguments.packages; };
    cargo = "cargo"; clippy = "clippy"; rustc = "rustc"; rustfmt = "rustfmt"; nix = "nix";
  };
  nixpkgs = {
    inherit lib;
    legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ] pkgsOf;
  };
  self = outputs;
  outputs = flake.outputs { inherit self nixpkgs; };
in
{
  version = outputs.packages.x86_64-linux.default.version;
  program = outputs.packages.aarch64-darwin.cfglint.meta.mainProgram;
  overlay = (outputs.overlays.default (pkgsOf "x86_64-linux") { }).cfglint.pname;
  systems = builtins.attrNames outputs.packages;
  check = outputs.checks.x86_64-linux.cfglint.name;
  shell = outputs.devShells.x86_64-linux.default.packages;
}
