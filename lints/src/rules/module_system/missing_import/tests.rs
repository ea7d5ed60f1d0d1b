//! Cases of `missing-import`: the files of a case are all that there is.

use super::MISSING_IMPORT;
use crate::testing::check;

#[test]
fn a_file_and_a_folder() {
    check(
        &MISSING_IMPORT,
        r#"
{ ... }:
{
  imports = [ ./there.nix ./gone.nix ./folder ./sub/gone ];
                        # ^^^^^^^^^^ error: there is no file `./gone.nix`; whatever imports this module fails
                        # | help: correct the path, add the file, or delete the import
                                            # ^^^^^^^^^^ error: there is no file `./sub/gone`, nor `default.nix` in a folder of that name; whatever imports this module fails
}
#-- there.nix
{ }
#-- folder/default.nix
{ imports = [ ../there.nix ../module.nix ]; }
"#,
    );
}

#[test]
fn a_folder_without_default_nix() {
    check(
        &MISSING_IMPORT,
        r#"
{ lib, ... }:
let common = ./common;
           # ^^^^^^^^ error: there is no file `./common`, nor `default.nix` in a folder of that name; whatever imports this module fails
in
{
  config = { };
  imports = with lib; [ common ] ++ [ ./common/ssh.nix ];
}
#-- common/ssh.nix
{ }
"#,
    );
}

#[test]
fn modules_of_machines() {
    check(
        &MISSING_IMPORT,
        r#"
{
  outputs = { nixpkgs, ... }: {
    nixosModules.web = { imports = [ ./web.nix ./there.nix ]; };
                                   # ^^^^^^^^^ error: there is no file `./web.nix`; whatever imports this module fails
    nixosConfigurations.a = nixpkgs.lib.nixosSystem {
      modules = [ ./a.nix { imports = [ ./b.nix ]; } ];
                # ^^^^^^^ error: there is no file `./a.nix`; whatever imports this module fails
                                      # ^^^^^^^ error: there is no file `./b.nix`; whatever imports this module fails
    };
    other = nixpkgs.lib.mkHost { modules = [ ./c.nix ]; };
  };
}
#-- there.nix
{ }
"#,
    );
}

#[test]
fn another_file_of_the_project() {
    check(
        &MISSING_IMPORT,
        r#"
{ imports = [ ./hosts/a.nix ]; }
#-- hosts/a.nix
{ imports = [ ../module.nix ../modul.nix ]; }
                          # ^^^^^^^^^^^^ error: there is no file `../modul.nix`; whatever imports this module fails
"#,
    );
}

#[test]
fn circles_are_legal() {
    check(
        &MISSING_IMPORT,
        r#"
{ imports = [ ./b.nix ]; }
#-- b.nix
{ imports = [ ./module.nix ]; }
"#,
    );
}

#[test]
fn paths_that_are_made() {
    check(
        &MISSING_IMPORT,
        r#"
{ lib, ... }:
let
  services = [ "there" "gone" ];
                     # ^^^^^^ error: there is no file `./services/gone.nix`; whatever imports this module fails
in
{
  imports = map (name: ./services + "/${name}.nix") services
    ++ [ (./. + "/a.nix") (import ./b.nix { inherit lib; }) ]
        # ^^^^^^^^^^^^^^ error: there is no file `./a.nix`; whatever imports this module fails
        #              | help: correct the path, add the file, or delete the import
                         # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: there is no file `./b.nix`; whatever imports this module fails
                         #                               | help: correct the path, add the file, or delete the import
    ++ lib.flatten [ [ ./c.nix ] ]
                     # ^^^^^^^ error: there is no file `./c.nix`; whatever imports this module fails
    ++ builtins.attrValues { d = ./d.nix; there = ./services/there.nix; };
                               # ^^^^^^^ error: there is no file `./d.nix`; whatever imports this module fails
}
#-- services/there.nix
{ }
"#,
    );
}

#[test]
fn imports_that_need_not_be_read() {
    check(
        &MISSING_IMPORT,
        r#"
{ lib, config, pkgs, inputs, ... }@args:
{
  imports = lib.optional config.a ./a.nix
    ++ lib.optionals (args ? b) [ ./b.nix ]
    ++ (if args ? c then [ ./c.nix ] else [ ])
    ++ map (name: ./. + "/${name}.nix") config.d
    ++ map (_: ./d.nix) config.d
    ++ lib.filter (it: false) [ ./k.nix ]
    ++ inputs.mine.flatten [ ./l.nix ]
    ++ [ ./there.nix ./${config.e}.nix (./. + "f.nix") "${./.}/f.nix" <nixpkgs/g.nix> ~/h.nix "${inputs.i}/j.nix" ];
  services.k.imports = [ ./k.nix ];
  containers.l.config.m.imports = [ ./m.nix ];
}
#-- there.nix
{ }
"#,
    );
    check(
        &MISSING_IMPORT,
        r#"
{ lib, isServer, other, ... }:
if isServer then { imports = [ ./a.nix ]; }
else lib.optionalAttrs true ({ imports = [ ./b.nix ]; } // other)
#-- other.nix
{ imports = [ ./module.nix ]; }
"#,
    );
    check(
        &MISSING_IMPORT,
        r#"
{ lib, ... }: lib.mine.module { imports = [ ./a.nix ]; }
#-- other.nix
{ imports = [ ./module.nix ]; }
"#,
    );
}

#[test]
fn a_path_that_is_tested() {
    check(
        &MISSING_IMPORT,
        r#"
{ lib, ... }:
lib.throwIfNot (builtins.pathExists ./local.nix) "write local.nix first" {
  imports = [ ./local.nix ];
}
#-- other.nix
{ imports = [ ./module.nix ]; }
"#,
    );
    check(
        &MISSING_IMPORT,
        r#"
{ lib, ... }: { imports = lib.filter builtins.pathExists [ ./local.nix ]; }
#-- other.nix
{ imports = [ ./module.nix ]; }
"#,
    );
}

#[test]
fn what_is_made_elsewhere() {
    check(
        &MISSING_IMPORT,
        r#"
{ imports = [ ./hardware-configuration.nix ../outside.nix /etc/nixos/x.nix ]; }
#-- template/module.nix
{ imports = [ ./me.nix ../module.nix ]; }
#-- examples/two.nix
{ imports = [ ./me.nix ../module.nix ]; }
"#,
    );
}

#[test]
fn a_file_that_may_be_copied_to_its_imports() {
    check(
        &MISSING_IMPORT,
        r#"
{ imports = [ ./home.nix ]; }
#-- test.nix
{ environment.etc.a.source = ./module.nix; }
"#,
    );
}

#[test]
fn files_that_nix_begins_with() {
    check(
        &MISSING_IMPORT,
        r#"
{ imports = [ ./gone.nix ]; system.stateVersion = "25.05"; }
            # ^^^^^^^^^^ error: there is no file `./gone.nix`; whatever imports this module fails
#-- flake.nix
{ outputs = { nixpkgs, ... }: { b = nixpkgs.lib.nixosSystem { modules = [ ./b.nix ]; }; }; }
                                                                        # ^^^^^^^ error: there is no file `./b.nix`; whatever imports this module fails
"#,
    );
}
