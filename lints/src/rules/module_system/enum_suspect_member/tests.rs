//! Cases of `enum-suspect-member`.

use super::ENUM_SUSPECT_MEMBER;
use crate::testing::check;

#[test]
fn the_name_of_a_type() {
    check(
        &ENUM_SUSPECT_MEMBER,
        r#"
{ lib, ... }: {
  options.a.mode = lib.mkOption { type = lib.types.nullOr (lib.types.enum [ "fast" "slow" "enum" ]); };
                                # ^^^^ warning: enum lists "enum", which looks like a type name
}
"#,
    );
}

#[test]
fn twice() {
    check(
        &ENUM_SUSPECT_MEMBER,
        r#"
{ lib, ... }: {
  options.a.mode = lib.mkOption {
    type = lib.types.listOf (lib.types.enum [
  # ^^^^ warning: enum lists "a" twice
      "a"
      "b"
      "a" # again
    ]);
  };
}
#-- fix
{ lib, ... }: {
  options.a.mode = lib.mkOption {
    type = lib.types.listOf (lib.types.enum [
      "a"
      "b"
      # again
    ]);
  };
}
"#,
    );
}

#[test]
fn outside() {
    check(
        &ENUM_SUSPECT_MEMBER,
        r#"
{ lib, ... }: {
  options.a.level = lib.mkOption { type = lib.types.enum [ 1 2 ]; default = 0; };
                                                                # ^^^^^^^ warning: default 0 is not a member of the enum
  options.a.mode = lib.mkOption { type = lib.types.enum [ "a" "b" ]; default = "a"; example = "c"; };
                                                                                  # ^^^^^^^ warning: example "c" is not a member of the enum
}
"#,
    );
}

#[test]
fn members_that_fit() {
    check(
        &ENUM_SUSPECT_MEMBER,
        r#"
{ lib, ... }: {
  options.a.mode = lib.mkOption { type = lib.types.nullOr (lib.types.enum [ "fast" ]); default = null; example = "slow"; };
  options.a.kind = lib.mkOption { type = lib.types.enum [ "string" "number" ]; default = "number"; };
  options.a.two = lib.mkOption { type = lib.types.enum [ "int" "str" "x" ]; };
  options.a.width = lib.mkOption { type = lib.types.enum [ "int" "uint" "uint64" ]; };
  options.a.either = lib.mkOption { type = lib.types.either (lib.types.enum [ "a" ]) lib.types.int; default = 3; };
}
"#,
    );
}

#[test]
fn computed() {
    check(
        &ENUM_SUSPECT_MEMBER,
        r#"
{ lib, config, names, ... }: {
  options.a.mode = lib.mkOption { type = lib.types.enum ([ "a" ] ++ names); default = "b"; };
  options.a.kind = lib.mkOption { type = lib.types.enum [ "a" names ]; default = "b"; };
  options.a.name = lib.mkOption { type = lib.types.enum [ "a" ]; default = "a${names}"; };
}
"#,
    );
}
