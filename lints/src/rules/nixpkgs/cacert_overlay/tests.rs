//! Cases of `cacert-overlay`.

use super::CACERT_OVERLAY;
use crate::testing::check;

#[test]
fn in_a_file_that_is_an_overlay() {
    check(
        &CACERT_OVERLAY,
        r#"
final: prev:
let bundle = ./bundle.pem;
in {
  cacert = prev.cacert.override { extraCertificateFiles = [ bundle ]; };
# ^^^^^^ warning: overriding cacert rebuilds everything that depends on it; use security.pki.certificateFiles
}
"#,
    );
}

#[test]
fn in_package_overrides() {
    check(
        &CACERT_OVERLAY,
        r#"
{
  nixpkgs.config = {
    packageOverrides = pkgs: { cacert = pkgs.callPackage ./cacert.nix { }; };
                             # ^^^^^^ warning: overriding cacert rebuilds everything that depends on it; use security.pki.certificateFiles
  };
}
"#,
    );
}

#[test]
fn among_other_overlays() {
    check(
        &CACERT_OVERLAY,
        r#"
{ inputs, ... }: {
  nixpkgs.overlays = [ inputs.a.overlay ] ++ [ (_: prev: { cacert = prev.hello; }) ];
                                                         # ^^^^^^ warning: overriding cacert rebuilds everything that depends on it; use security.pki.certificateFiles
}
"#,
    );
}

#[test]
fn of_a_flake() {
    check(
        &CACERT_OVERLAY,
        r#"
{
  outputs = { self, nixpkgs }: { overlays.default = final: prev: { cacert = final.hello; }; };
                                                                 # ^^^^^^ warning: overriding cacert rebuilds everything that depends on it; use security.pki.certificateFiles
}
"#,
    );
}

#[test]
fn other_sets() {
    check(
        &CACERT_OVERLAY,
        r#"
{ pkgs, ... }: {
  services.tasks.pki.ca = { cacert = "/etc/ca.pem"; };
  nixpkgs.overlays = [ (self: super: let cacert = super.cacert; in { inherit cacert; hello = super.hello; }) ];
  environment.variables.SSL_CERT_FILE = "${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt";
}
"#,
    );
}

#[test]
fn other_overrides() {
    check(
        &CACERT_OVERLAY,
        r#"
{ pkgs, ... }: {
  a = pkgs.python3.override { packageOverrides = self: super: { cacert = super.certifi; }; };
  nixpkgs.overlays = [ (final: prev: { cacert = prev.cacert; }) (final: prev: { tool = { cacert = 1; }; }) ];
}
"#,
    );
}
