//! Cases of `cert-mtime-comparison`.

use super::CERT_MTIME_COMPARISON;
use crate::testing::check;

#[test]
fn in_units_and_after_renewal() {
    check(
        &CERT_MTIME_COMPARISON,
        r#"
{
  systemd.services.push.preStart = ''
                      # ^^^^^^^^ hint: file times do not show a new certificate reliably (two writes in one second); compare contents (cmp)
    if test /srv/a.crt -ot /run/stamp; then exit; fi
  '';
  security.acme.certs."a.example".postRun = "find . -name key.pem -newer /run/stamp";
                                # ^^^^^^^ hint: file times do not show a new certificate reliably (two writes in one second); compare contents (cmp)
}
"#,
    );
}

#[test]
fn in_a_script_of_its_own() {
    for comparison in [
        "stat -c %Y /srv/a.pem > /run/stamp",
        "[ /srv/a.pem -nt /run/a.pem ]",
        "[ /run/a.pem -ot /srv/a.pem ]",
        "find /srv -name a.pem -newer /run/stamp",
    ] {
        check(
            &CERT_MTIME_COMPARISON,
            &format!(
                r#"
{{ pkgs, ... }}: {{
  services.x.hook = pkgs.writeShellScript "hook" "{comparison}";
                  # ^^^^^^^^^^^^^^^^^^^^^ hint: file times do not show a new certificate reliably (two writes in one second); compare contents (cmp)
}}
"#
            ),
        );
    }
}

#[test]
fn contents_and_other_files() {
    check(
        &CERT_MTIME_COMPARISON,
        r#"
{
  systemd.services.a.script = "cmp -s /srv/a.pem /run/a.pem";
  systemd.services.b.script = "[ /srv/list -nt /run/list ]";
  systemd.services.c.script = ''
    # [ /srv/a.pem -nt /run/a.pem ]
    cp /srv/a.pem /run
  '';
}
"#,
    );
}

#[test]
fn text_for_people() {
    check(
        &CERT_MTIME_COMPARISON,
        r#"
{ environment.etc.notes.text = "[ /srv/a.pem -nt /run/a.pem ]"; systemd.services.a.description = "x.pem -nt y"; }
"#,
    );
}
