use super::OBSOLETE_EXEC_PREFIX;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &OBSOLETE_EXEC_PREFIX,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "-!!/bin/a"; }
                                              # ^^^ warning: systemd does not know the prefix `!!` since 258, and ignores it
                                              #   | help: delete `!!`
#-- config
systemd-version = 258
#-- unsafe fix
{ systemd.services.a.serviceConfig.ExecStart = "-/bin/a"; }
"#,
    );
}

#[test]
fn firing_in_lists() {
    check(
        &OBSOLETE_EXEC_PREFIX,
        r#"
{ systemd.services.a.serviceConfig.ExecStartPre = [ "!!/bin/a" ]; }
                                                   # ^^ warning: systemd does not know the prefix `!!` since 258, and ignores it
                                                   #  | help: delete `!!`
#-- config
release = "26.05"
#-- unsafe fix
{ systemd.services.a.serviceConfig.ExecStartPre = [ "/bin/a" ]; }
"#,
    );
}

#[test]
fn silent_where_a_version_may_know_it() {
    check(
        &OBSOLETE_EXEC_PREFIX,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "!!/bin/a"; }
"#,
    );
}

#[test]
fn silent() {
    check(
        &OBSOLETE_EXEC_PREFIX,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "!/bin/a !!"; }
#-- config
systemd-version = 258
"#,
    );
}
