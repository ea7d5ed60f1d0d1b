//! Cases of `central-rename-module`.

use super::CENTRAL_RENAME_MODULE;
use crate::testing::check;

#[test]
fn renames_of_many_modules() {
    check(
        &CENTRAL_RENAME_MODULE,
        r#"
{ lib, ... }:
with lib;
{
  imports = [
# ^^^^^^^ hint: 4 renames for 3 different modules in one file: move each next to its module (disabledModules breaks otherwise)
    (mkRenamedOptionModule [ "services" "a" "x" ] [ "services" "a" "y" ])
    (mkRenamedOptionModuleWith { sinceRelease = 2311; from = [ "services" "a" "z" ]; to = [ "services" "a" "u" ]; })
    (mkRemovedOptionModule [ "services" "b" "x" ] "gone")
  ] ++ [ (mkChangedOptionModule [ "programs" "c" "x" ] [ "programs" "c" "y" ] (config: true)) ];
}
"#,
    );
}

#[test]
fn without_arguments_of_a_module() {
    check(
        &CENTRAL_RENAME_MODULE,
        r#"
{
  imports = map (it: it) [
# ^^^^^^^ hint: 4 renames for 4 different modules in one file: move each next to its module (disabledModules breaks otherwise)
    (mkRemovedOptionModule [ "a" "b" "x" ] "") (mkRemovedOptionModule [ "b" "b" "x" ] "")
    (mkRemovedOptionModule [ "c" "b" "x" ] "") (mkRemovedOptionModule [ "d" "b" "x" ] "")
  ];
}
"#,
    );
}

#[test]
fn modules_that_are_gone() {
    check(
        &CENTRAL_RENAME_MODULE,
        r#"
{ lib, ... }: {
  imports = [
    (lib.mkRemovedOptionModule [ "programs" "a" ] "gone")
    (lib.mkRemovedOptionModule [ "programs" "b" ] "gone")
    (lib.mkRemovedOptionModule [ "services" "c" ] "gone")
    (lib.mkRemovedOptionModule [ "services" "d" ] "gone")
  ];
}
"#,
    );
}

#[test]
fn of_one_module() {
    check(
        &CENTRAL_RENAME_MODULE,
        r#"
{ lib, ... }: {
  imports = [
    (lib.mkRenamedOptionModule [ "services" "gate" "a" ] [ "services" "gate" "x" ])
    (lib.mkRenamedOptionModule [ "services" "gate" "b" ] [ "services" "gate" "y" ])
    (lib.mkRenamedOptionModule [ "services" "gate" "c" ] [ "services" "gate" "z" ])
    (lib.mkRemovedOptionModule [ "services" "gate" "d" ] "gone")
  ];
}
"#,
    );
}

#[test]
fn at_home() {
    check(
        &CENTRAL_RENAME_MODULE,
        r#"
{ lib, ... }: {
  imports = [
    (lib.mkRemovedOptionModule [ "a" "a" ] "") (lib.mkRemovedOptionModule [ "b" "a" ] "")
    (lib.mkRemovedOptionModule [ "c" "a" ] "") (lib.mkRemovedOptionModule [ "d" "a" ] "")
  ];
  options.a.b = lib.mkEnableOption "b";
}
"#,
    );
}

#[test]
fn aliases() {
    check(
        &CENTRAL_RENAME_MODULE,
        r#"
{ lib, ... }: {
  imports = [
    (lib.mkAliasOptionModule [ "a" "a" ] [ "x" ]) (lib.mkAliasOptionModule [ "b" "a" ] [ "y" ])
    (lib.mkAliasOptionModule [ "c" "a" ] [ "z" ]) (lib.mkAliasOptionModule [ "d" "a" ] [ "u" ])
  ];
}
"#,
    );
}
