//! Reports actions after a run that do not ask how it went.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Place, ValueKind};
use crate::views::commands::{Command, asks_for_result, commands, texts as read_texts};
use crate::views::unit::LocalUnit;
use crate::{Fix, Indel, LintContext, Releases, TextEdit};
use cfglint_syntax::{TextRange, TextSize};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A reload or restart after a job, whether the job failed or not.
    ///
    /// ## Why
    /// `ExecStopPost` also runs after a failure. systemd says in `$SERVICE_RESULT` how the run ended, so
    /// what is meant for successful runs can ask for it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.geoip = {
    ///     serviceConfig.Type = "oneshot";
    ///     script = "update-geoip";
    ///     postStop = ''
    ///       systemctl restart suricata.service
    ///     '';
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.geoip = {
    ///     serviceConfig.Type = "oneshot";
    ///     script = "update-geoip";
    ///     postStop = ''
    ///       if [ "$SERVICE_RESULT" = success ]; then
    ///       systemctl restart suricata.service
    ///       fi
    ///     '';
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: lets the text run after success only. `ExecStopPost` is not mended, for it is no script.
    ///
    /// ## When it is silent
    /// Services that are no jobs (`Type = "oneshot"` or `startAt`); units that remain after exit; jobs that
    /// stop, kill or restart units on the way, which are then brought back whatever happened; a text that
    /// has other commands beside the reload.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs pull request 60219.
    pub(crate) static SERVICE_RESULT_UNUSED = {
        name: "service-result-unused", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Definition(&["postStop", "ExecStopPost"], check),
    }
}

const BEFORE: &[(&str, &str)] = &[
    ("", "preStart"),
    ("", "script"),
    ("", "postStart"),
    ("", "preStop"),
    ("serviceConfig", "ExecStartPre"),
    ("serviceConfig", "ExecStart"),
    ("serviceConfig", "ExecStartPost"),
    ("serviceConfig", "ExecStop"),
];

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_stop =
        part.is("services", "", "postStop") || part.is("services", "serviceConfig", "ExecStopPost");
    let texts = read_texts(&definition.value);
    if !is_stop
        || texts.is_empty()
        || texts.iter().any(|text| asks_for_result(text))
        || cx.module.hides(definition)
        || cx.module.disables(definition, &part)
    {
        return;
    }
    let unit = LocalUnit::of(cx.module, definition, &part);
    let is_job = unit.get("serviceConfig", "Type").any(|it| it.value.as_str() == Some("oneshot"))
        || unit.get("", "startAt").next().is_some();
    if !is_job || !unit.is_silent_on("serviceConfig", "RemainAfterExit") {
        return;
    }
    let reads_code = saved_codes(&unit).iter().any(|file| texts.iter().any(|it| it.contains(file)));
    let all: Vec<String> =
        unit.get(part.section, part.key).flat_map(|it| read_texts(&it.value)).collect();
    let acts = only_follows_up(&all) && !has_touched_units(&unit);
    if !reads_code && !acts {
        return;
    }
    let how = if reads_code { "a saved exit code" } else { "acting unconditionally" };
    let message = format!(
        "{} also runs after a failure; test \"$SERVICE_RESULT\" instead of {how}",
        part.key
    );
    let place = definition.place;
    let is_script = part.key == "postStop" && !reads_code;
    let edit = if is_script { wrapped(cx.text(), &place, definition.value.range) } else { None };
    let fix = edit.map(|edit| Fix::risky("Run it after success only", cx.source.id, edit));
    cx.report(place.key, message).fix(fix).emit();
}

fn only_follows_up(texts: &[String]) -> bool {
    let all: Option<Vec<Vec<Command>>> = texts.iter().map(|text| commands(text)).collect();
    let commands: Vec<Command> = all.into_iter().flatten().flatten().collect();
    commands.iter().any(Command::is_follow_up)
        && commands.iter().all(|it| it.is_follow_up() || it.is_idle())
}

/// Whether the job itself may stop or start units, so that the stop text brings them back.
fn has_touched_units(unit: &LocalUnit<'_>) -> bool {
    let mut definitions = BEFORE.iter().flat_map(|(section, key)| unit.get(section, key));
    definitions.any(|it| match it.value.kind {
        ValueKind::Unknown => true,
        _ => read_texts(&it.value).iter().any(|text| {
            ["systemctl", "kill", "docker", "podman"].iter().any(|it| text.contains(it))
        }),
    })
}

/// The files to which the script writes `$?`.
fn saved_codes(unit: &LocalUnit<'_>) -> Vec<String> {
    let scripts = unit.get("", "script").flat_map(|it| read_texts(&it.value));
    let commands = scripts.filter_map(|text| commands(&text)).flatten();
    let files = commands.filter_map(|command| {
        let arguments: Vec<&str> = command.arguments.iter().map(String::as_str).collect();
        let file = match arguments.as_slice() {
            ["$?", ">", file] => file,
            ["$?", file] => file.strip_prefix('>')?,
            _ => return None,
        };
        (command.name == "echo" && file.starts_with('/') && file.len() > 5).then(|| file.to_owned())
    });
    files.collect()
}

/// An indented string with a test around its lines.
fn wrapped(text: &str, place: &Place, value: TextRange) -> Option<TextEdit> {
    let inner = text[value].strip_prefix("''")?.strip_suffix("''")?;
    let first = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n'))?;
    if place.is_shared || place.is_partial || !place.statement.contains_range(value) {
        return None;
    }
    let line_end = &inner[..inner.len() - first.len()];
    let indent = &first[..first.len() - first.trim_start_matches([' ', '\t']).len()];
    let last = inner.rfind('\n').filter(|at| inner[*at..].trim().is_empty())? + 1;
    let at = |offset: usize| TextRange::empty(value.start() + TextSize::new((2 + offset) as u32));
    TextEdit::from_indels(vec![
        Indel {
            delete: at(line_end.len()),
            insert: format!("{indent}if [ \"$SERVICE_RESULT\" = success ]; then{line_end}"),
        },
        Indel { delete: at(last), insert: format!("{indent}fi{line_end}") },
    ])
}
