//! Reports output to syslog, which systemd has given up.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

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
    if !is_service {
        return;
    }
    let (old, new) = match definition.value.as_str() {
        Some("syslog") => ("syslog", "journal"),
        Some("syslog+console") => ("syslog+console", "journal+console"),
        _ => return,
    };
    if cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let place = definition.place;
    let id = cx.source.id;
    let replace = edits::replace_value(&place, definition.value.range, &format!("\"{new}\""))
        .map(|edit| Fix::safe(format!("Replace \"{old}\" by \"{new}\""), id, edit));
    let delete = edits::delete_definition(cx.root, cx.text(), &place, 2).map(|edit| {
        Fix::risky(format!("Delete `{}`, to follow the system's default", part.key), id, edit)
    });
    let message =
        format!("{} = \"{old}\" is obsolete; systemd uses \"{new}\" and warns at boot", part.key);
    cx.report(place.key, message).fix(replace).fix(delete).emit();
}
