//! Reports waiting for a while in place of an ordering.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::views::commands::{Command, commands, with_marks};
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A fixed `sleep` before a service starts.
    ///
    /// ## Why
    /// How long another service takes depends on the machine and the day: the time is too short on some
    /// boots and wasted on the others. `after` and `requires`, `Type = "notify"` or a loop that asks for
    /// what is needed wait as long as it takes.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.pool.serviceConfig.ExecStartPre = "${pkgs.coreutils}/bin/sleep 5";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.pool = { after = [ "ledger.service" ]; requires = [ "ledger.service" ]; };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The sleep is a step of a loop; a comment beside it gives the reason.
    ///
    /// ## References
    /// nixpkgs pull request 60219.
    pub(crate) static SLEEP_ORDERING = {
        name: "sleep-ordering", group: Systemd, severity: Hint,
        on_by_default: false, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Definition(&["ExecStartPre", "preStart", "script"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_start = part.is("services", "", "preStart")
        || part.is("services", "", "script")
        || part.is("services", "serviceConfig", "ExecStartPre");
    if !is_start || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let is_script = part.section.is_empty();
    let sleeps = definition.value.items().iter().any(|item| {
        let ValueKind::Str(text) = &item.value.kind else {
            return false;
        };
        let text = with_marks(text);
        // A comment as the first line of a script gives the reason.
        let is_explained = is_script && text.trim_start().starts_with('#');
        !is_explained && begins_with_sleep(&text, is_script)
    });
    if !sleeps || has_comment(cx.text(), definition) {
        return;
    }
    let message = "a fixed sleep before start is not an ordering; use After=/Requires=, Type=notify or a wait loop with a condition";
    cx.report(definition.place.key, message).emit();
}

/// Whether a script begins with `sleep N`, or a command is nothing else.
fn begins_with_sleep(text: &str, is_script: bool) -> bool {
    let Some(commands) = commands(text) else {
        return false;
    };
    let is_sleep = |command: &Command| {
        let time = command.arguments.first().map_or("", |it| it.trim_end_matches(['s', 'm', 'h']));
        let is_number = time.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        command.name == "sleep"
            && command.arguments.len() == 1
            && is_number
            && time.parse::<f64>().is_ok_and(|time| time >= 1.0)
    };
    let is_first = commands.iter().find(|it| it.name != "set").is_some_and(is_sleep);
    let begins = text.split_whitespace().next().unwrap_or_default();
    let is_in_loop = matches!(begins, "while" | "until" | "for");
    // A script that does nothing but sleep waits for nothing.
    is_first && !is_in_loop && is_script == (commands.len() > 1)
}

/// Whether a comment stands above the statement, behind it or in it.
fn has_comment(text: &str, definition: &Definition) -> bool {
    let statement = definition.place.statement;
    let (start, end) = (usize::from(statement.start()), usize::from(statement.end()));
    let line_start = text[..start].rfind('\n').unwrap_or(0);
    let above = text[..line_start].lines().next_back().unwrap_or_default().trim();
    let behind = text[end..].lines().next().unwrap_or_default();
    above.starts_with('#')
        || above.ends_with("*/")
        || behind.contains('#')
        || text[statement].lines().any(|line| line.trim_start().starts_with('#'))
}
