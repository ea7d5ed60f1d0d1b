//! Reports shell syntax in commands of units.

use cfglint_syntax::TextRange;
use cfglint_syntax::ast::Expr;

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::{SuspicionKind, commands};
use crate::unit_files::{Assignment, How, SettingLines, UnitManager};
use crate::views::syntax::expr_at;
use crate::views::unit::LocalUnit;
use crate::views::{exec, lines};
use crate::{Fix, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Shell syntax in a command of a unit.
    ///
    /// ## Why
    /// systemd is no shell: `|`, `&&`, `>`, `$(…)`, patterns and the like are handed to the program as
    /// arguments, and `cd` or `NAME=value` are looked for as programs.
    /// The unit starts all the same, and does something else.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.dump.serviceConfig.ExecStart = "${pkgs.postgresql}/bin/pg_dumpall > /var/backup/all.sql";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.dump.serviceConfig.ExecStart = "${pkgs.writeShellScript "dump" ''
    ///     ${pkgs.postgresql}/bin/pg_dumpall > /var/backup/all.sql
    ///   ''}";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: makes a script of the command with `pkgs.writeShellScript`, or with the option `script` if
    /// there is no `pkgs`. A `%` or a backslash in it means something else there, so there is no fix then.
    ///
    /// ## When it is silent
    /// Inside quotes, after `sh -c` and the like, and where the program may want such an argument, as
    /// `jq` and `echo` may.
    ///
    /// ## References
    /// `systemd.service(5)`, "Command lines".
    pub(crate) static SHELL_IN_EXEC = {
        name: "shell-in-exec", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    for (line, value, suspicions) in lines.suspicions(cx.versions()) {
        let mut found = suspicions.iter().filter(|it| {
            it.is_sure
                && matches!(
                    it.kind,
                    SuspicionKind::ShellOperator
                        | SuspicionKind::Redirection
                        | SuspicionKind::Substitution
                        | SuspicionKind::Glob
                        | SuspicionKind::Assignment
                        | SuspicionKind::ShellBuiltin
                        | SuspicionKind::ParameterExpansion
                )
        });
        // One mistake is one finding, however many signs it needs.
        let Some(suspicion) = found.next().filter(|_| lines::counts(cx, lines)) else { continue };
        let fix = wrap(cx, lines, line, value);
        let range = line.source_range(cx.root, suspicion.range.clone());
        let report = cx.report(range, suspicion.message.as_str()).fix(fix);
        match &suspicion.help {
            Some(help) => report.help(help.as_str()).emit(),
            None => report.emit(),
        }
    }
}

/// Makes a script of a command that means the same to systemd and to a shell, apart from what is to
/// be mended.
fn wrap(
    cx: &LintContext<'_>,
    lines: &SettingLines<'_>,
    line: &Assignment<'_>,
    value: &str,
) -> Option<Fix> {
    let mut all = commands(value, cx.versions());
    let (Some(Ok(command)), None) = (all.next(), all.next()) else {
        return None;
    };
    let is_own = line.how == How::Raw
        && !line.is_shared
        && line.definition.place.statement.contains_range(line.range);
    let is_string = matches!(expr_at(cx.root, line.range), Some(Expr::PlainString(_)));
    let keeps_words = command.prefixes.names_program
        || command.prefixes.keeps_dollars
        || command.prefixes.uses_shell;
    let source = &cx.text()[line.range];
    let inner = source.strip_prefix('"')?.strip_suffix('"')?;
    // A lone `&` leaves nothing for systemd to watch, and a second `exec` or `cd` is as good as here.
    let is_plain = !value.contains(['\\', '%', '\n'])
        && !inner.contains(['\\', '\n'])
        && !inner.contains("''")
        && !value.contains("$$")
        && !value.split_whitespace().any(|word| matches!(word, "&" | ";;"));
    if !is_own || !is_string || keeps_words || !is_plain {
        return None;
    }
    let (prefix, script) = inner.split_at(command.prefix_range.end);
    let unit = lines.setting.unit;
    let script = indented(cx.text(), line.range, script);
    if exec::has_argument(cx.root, line.range, "pkgs") {
        let name = unit.name.known().filter(|name| is_store_name(name)).unwrap_or("command");
        let new = format!("\"{prefix}${{pkgs.writeShellScript \"{name}\" {script}}}\"");
        let edit = TextEdit::replace(line.range, new);
        return Some(Fix::risky("Make a script of the command", cx.source.id, edit));
    }
    let definition = line.definition;
    let part = definition.unit_part()?;
    let is_alone = prefix.is_empty()
        && line.directive == "ExecStart"
        && matches!(unit.manager, UnitManager::System | UnitManager::User)
        && line.range == definition.value.range
        && LocalUnit::of(cx.module, definition, &part).is_silent_on("", "script")
        && LocalUnit::of(cx.module, definition, &part).get("serviceConfig", "ExecStart").count()
            == 1;
    if !is_alone {
        return None;
    }
    let title = "Move the command to `script`".to_owned();
    lines::move_to(cx, lines, &["script"], &script, title)
}

/// The command as a string of its own lines.
fn indented(text: &str, place: TextRange, script: &str) -> String {
    let before = &text[..usize::from(place.start())];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    format!("''{line_end}{indent}  {script}{line_end}{indent}''")
}

/// Whether the Nix store takes a file of this name.
fn is_store_name(name: &str) -> bool {
    let is_allowed = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'_' | b'=');
    !name.is_empty() && name.bytes().all(is_allowed)
}
