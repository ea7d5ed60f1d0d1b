//! Reports output to syslog, which systemd has given up.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::{Fix, LintContext, Releases, Tag, edits};

declare_lint! {
    /// A service that sends its output to syslog.
    ///
    /// ## Why
    /// systemd 246 dropped the output type `syslog`: it uses the journal instead, and logs a warning at
    /// every boot. Whatever reads syslog gets the lines from the journal anyway.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.greeter.serviceConfig.StandardOutput = "syslog";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.greeter.serviceConfig.StandardOutput = "journal";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: the word is replaced by the one that systemd uses in its place.
    /// On request the definition is deleted; the service then follows `DefaultStandardOutput=`.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs pull request 95353.
    pub(crate) static SYSLOG_OUTPUT = {
        name: "syslog-output", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::since(20, 9),
        fix: Sometimes, since: "0.1.0",
        check: Check::Definition(&["StandardOutput", "StandardError"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_service =
        part.kind == "services" && part.section == "serviceConfig" && part.rest.is_empty();
    if !is_service || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let (old, new) = match definition.value.as_str() {
        Some("syslog") => ("syslog", "journal"),
        Some("syslog+console") => ("syslog+console", "journal+console"),
        _ => return,
    };
    let place = definition.place;
    let id = cx.source.id;
    let replace = edits::replace_value(&place, definition.value.range, &format!("\"{new}\""))
        .map(|edit| Fix::safe(format!("Replace \"{old}\" by \"{new}\""), id, edit));
    let delete = edits::delete_definition(cx.root, cx.text(), &place).map(|edit| {
        Fix::risky(format!("Delete `{}`, to follow the system's default", part.key), id, edit)
    });
    let message =
        format!("{} = \"{old}\" is obsolete; systemd uses \"{new}\" and warns at boot", part.key);
    cx.report(place.key, message).fix(replace).fix(delete).tag(Tag::Deprecated).emit();
}

#[cfg(test)]
mod tests {
    use super::SYSLOG_OUTPUT;
    use crate::testing::check;

    #[test]
    fn plain_definition() {
        check(
            &SYSLOG_OUTPUT,
            r#"
{
  systemd.services.greeter.serviceConfig = {
    StandardOutput = "syslog"; # why not
  # ^^^^^^^^^^^^^^ warning: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
    ExecStart = "/bin/greeter";
  };
}
#-- fix
{
  systemd.services.greeter.serviceConfig = {
    StandardOutput = "journal"; # why not
    ExecStart = "/bin/greeter";
  };
}
"#,
        );
    }

    #[test]
    fn default_priority_in_a_let_set() {
        check(
            &SYSLOG_OUTPUT,
            r#"
{ lib, ... }:
let
  io = {
    StandardError = lib.mkDefault "syslog+console";
  # ^^^^^^^^^^^^^ warning: StandardError = "syslog+console" is obsolete; systemd uses "journal+console" and warns at boot
  };
in { systemd.services.greeter.serviceConfig = io // { ExecStart = "/bin/greeter"; }; }
#-- fix
{ lib, ... }:
let
  io = {
    StandardError = lib.mkDefault "journal+console";
  };
in { systemd.services.greeter.serviceConfig = io // { ExecStart = "/bin/greeter"; }; }
"#,
        );
    }

    #[test]
    fn forced_to_something_else() {
        check(
            &SYSLOG_OUTPUT,
            r#"
{ lib, ... }: {
  systemd.services.greeter.serviceConfig = lib.mkMerge [
    { StandardOutput = "syslog"; }
    { StandardOutput = lib.mkForce "null"; }
  ];
}
"#,
        );
    }

    #[test]
    fn other_words_with_syslog() {
        check(
            &SYSLOG_OUTPUT,
            r#"
{
  systemd.services.greeter.serviceConfig = {
    StandardError = "file:/var/log/syslog.greeter";
    SyslogIdentifier = "syslog";
  };
}
"#,
        );
    }
}
