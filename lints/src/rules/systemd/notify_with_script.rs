//! Reports services that cannot say that they are ready.

use crate::lint::{Check, declare_lint};
use crate::model::{TextPart, ValueKind};
use crate::unit_files::{How, UnitType};
use crate::views::whole::{self, Said};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `Type = "notify"` on a `script` that notifies of nothing.
    ///
    /// ## Why
    /// The main process is the shell, and systemd takes messages from the main process alone: a program
    /// that the shell starts is not heard. The start fails after 90 seconds.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web = { serviceConfig.Type = "notify"; script = "/bin/web --port 80"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web = { serviceConfig.Type = "notify"; script = "exec /bin/web --port 80"; }; }
    /// ```
    ///
    /// ## When it is silent
    /// The script has `exec`, `systemd-notify` or `NOTIFY_SOCKET` in it, or a command that the text does
    /// not say; `NotifyAccess` is set.
    ///
    /// ## References
    /// `NotifyAccess=` in `systemd.service(5)`.
    pub(crate) static NOTIFY_WITH_SCRIPT = {
        name: "notify-with-script", group: Systemd, severity: Hint,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Service", &["Type"], |cx, unit, _| {
        let Some(kind) = unit.value_of("Service", "Type", &["notify", "notify-reload"]) else {
            return;
        };
        let Some(commands) = unit.lines("Service", "ExecStart") else { return };
        if commands.is_empty()
            || !commands.iter().all(is_mute)
            || !unit.lacks("Service", "NotifyAccess")
            || !unit.is_own()
        {
            return;
        }
        let message = format!(
            "`{}` will not be started: its script never says that it is ready",
            unit.name()
        );
        let range = kind.range(cx);
        let script = commands[0].fact;
        cx.report(kind.fact.file, range, message)
            .help("begin the last command of the script with `exec`, if that program notifies")
            .related(&script.file.source, script.definition.place.key, "the script is here")
            .emit();
    });
}

/// Whether a script surely tells systemd nothing.
fn is_mute(said: &Said<'_>) -> bool {
    let ValueKind::Str(text) = &said.fact.definition.value.kind else { return false };
    if said.line.how != How::Script {
        return false;
    }
    // What an interpolation at the begin of a command stands for may be any text, unless a path goes on
    // behind it.
    let mut parts = text.parts.iter().peekable();
    while let Some(part) = parts.next() {
        let is_path =
            matches!(parts.peek(), Some(TextPart::Literal(next)) if next.starts_with('/'));
        if matches!(part, TextPart::Hole(_)) && !is_path {
            return false;
        }
    }
    let text = text.with_holes();
    let speaks = |word: &str| text.contains(word);
    !["exec", "notify", "NOTIFY", "source ", "eval "].iter().any(|it| speaks(it))
        && !text.split_whitespace().any(|it| it == ".")
}
