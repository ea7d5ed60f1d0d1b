//! Reports services with more commands than their type allows.

use std::ops::Range;

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::systemd::{HOLE, exec_line};
use crate::unit_files::{How, UnitType};
use crate::views::whole::{self, Said, Whole};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// More than one `ExecStart` in a service that is not one-shot.
    ///
    /// ## Why
    /// systemd refuses the unit.
    /// Lists of several modules are joined, `script` is an `ExecStart` of its own, and a lone `;` begins
    /// another command.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.web.serviceConfig = { Type = "notify"; ExecStart = [ "/bin/prepare" "/bin/web" ]; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.web.serviceConfig = {
    ///     Type = "notify";
    ///     ExecStartPre = "/bin/prepare";
    ///     ExecStart = "/bin/web";
    ///   };
    /// }
    /// ```
    /// A command that is to take the place of one in a package's unit needs `""` before it.
    ///
    /// ## Fix
    /// Unsafe: sets `Type = "oneshot"`, with which the commands run one after the other, and the
    /// service has started when the last one has ended. There is none if a type is set.
    ///
    /// ## References
    /// `ExecStart=` in `systemd.service(5)`.
    pub(crate) static SEVERAL_EXEC_START = {
        name: "several-exec-start", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Service", &["ExecStart"], |cx, unit, _| {
        let Some(all) = unit.lines("Service", "ExecStart") else { return };
        let is_first = all
            .first()
            .is_some_and(|it| std::ptr::eq(it.fact.definition, unit.anchor.fact.definition));
        let Some(commands) = commands(&all).filter(|_| is_first) else { return };
        let (first, second, part) = match commands[..] {
            [] => return,
            [one] => match second_in_line(cx, one) {
                Some(part) => (one, one, Some(part)),
                None => return,
            },
            [first, second, ..] => (first, second, None),
        };
        let is_typed = match unit.lines("Service", "Type") {
            Some(lines) if !lines.is_empty() => {
                let is_other = |it: &Said<'_>| {
                    it.line.literal().is_some_and(|it| !matches!(it, "oneshot" | ""))
                };
                if !lines.iter().all(is_other) {
                    return;
                }
                true
            }
            _ if unit.lacks("Service", "Type") && unit.is_own() => false,
            _ => return,
        };
        report(cx, unit, first, (second, part), is_typed);
    });
}

/// The command behind a `;`.
fn second_in_line(cx: &ProjectContext<'_>, said: &Said<'_>) -> Option<Range<usize>> {
    let value = said
        .line
        .value
        .as_deref()
        .filter(|_| !matches!(said.line.how, How::Script | How::ScriptArguments))?;
    let mut commands = exec_line::commands(value, cx.versions());
    let (Some(Ok(_)), Some(Ok(second))) = (commands.next(), commands.next()) else { return None };
    // What is not known may hold a quote.
    let start = second.first.range.start;
    (!value[..start].contains(HOLE)).then_some(start..value.len())
}

/// What is surely a command and not taken back. `None` if Nix refuses the definitions, or their
/// order is not known and counts.
fn commands<'l, 'a>(all: &'l [Said<'a>]) -> Option<Vec<&'l Said<'a>>> {
    let first = all.first()?;
    let is_one = all.iter().all(|it| it.is_with(first));
    let is_list = |it: &Said<'_>| matches!(it.fact.definition.value.kind, ValueKind::List(_));
    if !is_one && !all.iter().any(is_list) {
        return None;
    }
    let is_reset = |it: &Said<'_>| it.line.literal() == Some("");
    let mut commands: Vec<&Said<'a>> = Vec::new();
    for said in all {
        if is_reset(said) {
            if !is_one {
                return None;
            }
            commands.clear();
            continue;
        }
        let value = said.line.value.as_deref().unwrap_or_default();
        let is_script = said.line.how == How::Script;
        if is_script || value.chars().any(|it| it != HOLE && !it.is_whitespace()) {
            commands.push(said);
        }
    }
    Some(commands)
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    unit: &Whole<'_, 'a>,
    first: &Said<'a>,
    (second, part): (&Said<'a>, Option<Range<usize>>),
    is_typed: bool,
) {
    let fix = match unit.anchor.setting.how {
        How::Raw if !is_typed => {
            let title = "Make the service one-shot, so that its commands run one after the other";
            unit.insert(cx, &["serviceConfig", "Type"], "\"oneshot\"", title)
        }
        _ => None,
    };
    let message = format!(
        "systemd refuses `{}`: only a one-shot service may have more than one `ExecStart`",
        unit.name()
    );
    let place = |it: &Said<'a>| match it.line.how {
        How::Script => it.fact.definition.place.key,
        _ => it.range(cx),
    };
    let (range, other) = match part {
        Some(part) => (second.range_of(cx, part.clone()), first.range_of(cx, 0..part.start)),
        None => (place(second), place(first)),
    };
    cx.report(second.fact.file, range, message)
        .help(
            "use `ExecStartPre` for what runs before the service, or one service for each command",
        )
        .related(&first.fact.file.source, other, "the first command is here")
        .fix(fix)
        .emit();
}
