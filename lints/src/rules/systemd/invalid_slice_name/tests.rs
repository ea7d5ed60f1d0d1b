//! Where `invalid-slice-name` speaks, and where it is silent.

use super::INVALID_SLICE_NAME;
use crate::testing::check;

#[test]
fn slices() {
    check(
        &INVALID_SLICE_NAME,
        r#"
{
  systemd.slices.a--b.sliceConfig = { MemoryMax = "1G"; CPUWeight = 5; };
                                    # ^^^^^^^^^ error: systemd refuses `a--b.slice`: a name is missing between two dashes
                                    #         | help: one dash separates a slice from the one around it; within a name, write `\x2d`
  systemd.user.slices."-c".description = "C";
                         # ^^^^^^^^^^^ error: systemd refuses `-c.slice`: a name is missing before the first dash
                         #           | help: one dash separates a slice from the one around it; within a name, write `\x2d`
  systemd.slices.d- = { };
               # ^^ error: systemd refuses `d-.slice`: a name is missing after the last dash
               #  | help: one dash separates a slice from the one around it; within a name, write `\x2d`
}
"#,
    );
}

#[test]
fn users_of_slices() {
    check(
        &INVALID_SLICE_NAME,
        r#"
{
  systemd.services.a = { script = "a"; serviceConfig.Slice = "x--a.slice"; };
                                                            # ^^^^^^^^^^ error: systemd cannot start `a.service`: in its slice `x--a.slice`, a name is missing between two dashes
                                                            #          | help: one dash separates a slice from the one around it; within a name, write `\x2d`
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &INVALID_SLICE_NAME,
        r#"
{ systemd.slices.x-.description = "X"; }
                  # ^^^^^^^^^^^ error: systemd refuses `x-.slice`: a name is missing after the last dash
                  #           | help: one dash separates a slice from the one around it; within a name, write `\x2d`
#-- other.nix
{ systemd.slices.x-.sliceConfig.CPUWeight = 5; }
"#,
    );
}

#[test]
fn good_names() {
    check(
        &INVALID_SLICE_NAME,
        r#"
{ config, ... }: {
  systemd.slices = { "-".sliceConfig.CPUWeight = 5; a.description = "A"; a-b.description = "B"; };
  systemd.slices."a\\x2d-b".description = "C";
  systemd.slices."x--${config.x}".description = "D";
  systemd.slices."system-a@-".description = "E";
  systemd.services.a.serviceConfig.Slice = "a-b.slice";
  systemd.services.b.serviceConfig.Slice = "a--${config.x}.slice";
  systemd.services.c.serviceConfig.Slice = "-.slice";
  systemd.services."d@".serviceConfig.Slice = "d--%i.slice";
}
"#,
    );
}

#[test]
fn switched_off() {
    check(
        &INVALID_SLICE_NAME,
        r#"
{ systemd.slices.a--b = { enable = false; description = "A"; }; }
"#,
    );
}
