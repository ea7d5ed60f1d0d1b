//! Reports values that systemd takes under protest.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::{How, SettingLines};
use crate::views::{exec, lines};
use crate::{Fix, LintContext, Releases, Severity, Tag};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A value that systemd still takes, and warns of.
    ///
    /// ## Why
    /// `/var/run` is a link to `/run`; systemd rewrites such a path and says so in the journal.
    /// `nobody` is the user of whatever has no user, such as files of other machines: a service that runs
    /// as `nobody` shares its rights with all of them.
    /// The prefix `!!` of commands is ignored since systemd 258; this is said only if every version that
    /// the machine may have is as new.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.PIDFile = "/var/run/web.pid"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.PIDFile = "/run/web.pid"; }
    /// ```
    ///
    /// ## Fix
    /// Safe for `/var/run`: it is the same folder, and systemd uses `/run` in any case.
    /// Unsafe for `!!`: deletes it; the unit is then started anew.
    ///
    /// ## References
    /// `systemd.exec(5)`, `User=`; systemd's NEWS for 246.
    pub(crate) static DEPRECATED_VALUE = {
        name: "deprecated-value", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

/// Directives of which systemd says that it rewrites the path.
const PATHS: &[&str] =
    &["PIDFile", "ListenStream", "ListenDatagram", "ListenSequentialPacket", "ListenFIFO"];

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| it.kind == SuspicionKind::ObsoletePrefix);
    let versions = cx.versions();
    if !matches!(lines.setting.how, How::Raw | How::Lines | How::Text) {
        return;
    }
    for (line, directive) in lines.known() {
        let Some(value) = line.value.as_deref() else { continue };
        let name = directive.name();
        if PATHS.contains(&name) && value.starts_with("/var/run/") && versions.all_since(242) {
            if lines::counts(cx, lines) {
                let edit = exec::edit_value(cx, line, &[(0..8, "/run".to_owned())]);
                let fix = edit.map(|edit| Fix::safe("Write `/run`", cx.source.id, edit));
                let message = "`/var/run` is a link to `/run`, and systemd uses that instead";
                let range = line.source_range(cx.root, 0..8);
                cx.report(range, message).tag(Tag::Deprecated).fix(fix).emit();
            }
        } else if name == "User"
            && value == "nobody"
            && versions.all_since(246)
            && lines::counts(cx, lines)
        {
            let range = line.source_range(cx.root, 0..value.len());
            let message = "systemd warns that this is not safe: `nobody` owns what belongs to no one, and other services run as it";
            cx.report(range, message)
                .severity(Severity::Warning)
                .help("use `DynamicUser = true`, or a user of its own")
                .emit();
        }
    }
}
