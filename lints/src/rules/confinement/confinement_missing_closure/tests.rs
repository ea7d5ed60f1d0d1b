//! Cases of `confinement-missing-closure`.

use super::CONFINEMENT_MISSING_CLOSURE;
use crate::testing::check;

#[test]
fn two_files() {
    check(
        &CONFINEMENT_MISSING_CLOSURE,
        r#"
{ systemd.services.ocr.confinement.enable = true; }
#-- service.nix
{ pkgs, ... }: {
  systemd.services.ocr = { path = with pkgs; [ tesseract poppler ]; script = "tesseract in out"; };
                         # ^^^^ warning: packages in "path" are not copied into the chroot of "ocr"; list them in confinement.packages
}
"#,
    );
}

#[test]
fn a_variable() {
    check(
        &CONFINEMENT_MISSING_CLOSURE,
        r#"
{ pkgs, ... }: {
  systemd.services.draw = {
    confinement.enable = true;
    environment.FONTS = "${pkgs.dejavu_fonts}/share/fonts";
              # ^^^^^ warning: packages in "environment.FONTS" are not copied into the chroot of "draw"; list them in confinement.packages
    serviceConfig.ExecStart = "${pkgs.draw}/bin/draw";
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.draw = {
    confinement.enable = true;
    environment.FONTS = "${pkgs.dejavu_fonts}/share/fonts";
    confinement.packages = [ pkgs.dejavu_fonts ];
    serviceConfig.ExecStart = "${pkgs.draw}/bin/draw";
  };
}
"#,
    );
}

#[test]
fn copied_in_another_way() {
    check(
        &CONFINEMENT_MISSING_CLOSURE,
        r#"
{ pkgs, config, lib, ... }: {
  systemd.services.a = { confinement = { enable = true; packages = config.x; }; path = [ pkgs.a ]; script = "a"; };
  systemd.services.b = { confinement = { enable = true; fullUnit = true; }; path = [ pkgs.a ]; script = "a"; };
  systemd.services.c = { confinement.enable = true; path = [ pkgs.a ]; script = "${pkgs.a}/bin/a"; };
  systemd.services.d = { confinement.enable = true; path = [ pkgs.a ]; serviceConfig.ExecStart = "${config.x.wrapper}"; };
  systemd.services.e = { confinement.enable = true; path = lib.mkForce [ ]; script = "a"; };
  systemd.services.f = { confinement.enable = true; path = config.x.path; script = "a"; };
  systemd.services.g = { confinement.enable = true; path = [ "/run/wrappers" ]; script = "a"; };
  systemd.services.h = { confinement.enable = true; path = [ pkgs.a ]; script = "a"; serviceConfig.BindReadOnlyPaths = config.x.binds; };
}
"#,
    );
}

#[test]
fn not_confined() {
    check(
        &CONFINEMENT_MISSING_CLOSURE,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a = { path = [ pkgs.a ]; script = "a"; };
  systemd.services.b = { confinement.enable = config.x; path = [ pkgs.a ]; script = "a"; };
  systemd.services.c = { confinement.enable = true; environment.A = config.x.y; script = "a"; };
  systemd.services.d = { confinement.enable = true; environment.A = "${config.x.y}/z"; script = "a"; };
}
"#,
    );
}
