//! Cases of `confinement-root-directory-start-only`.

use super::CONFINEMENT_ROOT_DIRECTORY_START_ONLY;
use crate::testing::check;

#[test]
fn two_files() {
    check(
        &CONFINEMENT_ROOT_DIRECTORY_START_ONLY,
        r#"
{ systemd.services.torrent.serviceConfig = { RootDirectoryStartOnly = "true"; Type = "simple"; }; }
                                           # ^^^^^^^^^^^^^^^^^^^^^^ error: RootDirectoryStartOnly has no effect on the bind mounts of confinement; "torrent" will not build
#-- confine.nix
{ systemd.services.torrent.confinement.enable = true; }
#-- unsafe fix
{ systemd.services.torrent.serviceConfig = { Type = "simple"; }; }
"#,
    );
}

#[test]
fn of_a_shared_set() {
    check(
        &CONFINEMENT_ROOT_DIRECTORY_START_ONLY,
        r#"
let common = { confinement.enable = true; serviceConfig.RootDirectoryStartOnly = true; };
                                                      # ^^^^^^^^^^^^^^^^^^^^^^ error: RootDirectoryStartOnly has no effect on the bind mounts of confinement; "a" will not build
in { systemd.services.a = common // { script = "a"; }; }
"#,
    );
}

#[test]
fn forced_off() {
    check(
        &CONFINEMENT_ROOT_DIRECTORY_START_ONLY,
        r#"
{ lib, ... }: {
  systemd.services.a = { confinement.enable = true; serviceConfig.RootDirectoryStartOnly = lib.mkForce false; };
}
#-- upstream.nix
{ systemd.services.a.serviceConfig.RootDirectoryStartOnly = true; }
"#,
    );
}

#[test]
fn not_confined() {
    check(
        &CONFINEMENT_ROOT_DIRECTORY_START_ONLY,
        r#"
{ lib, config, ... }: {
  systemd.services.a.serviceConfig = { RootDirectory = "/srv/root"; RootDirectoryStartOnly = true; };
  systemd.services.b = { confinement.enable = false; serviceConfig.RootDirectoryStartOnly = true; };
  systemd.services.c = { confinement.enable = true; serviceConfig.RootDirectoryStartOnly = config.x; };
}
"#,
    );
}
