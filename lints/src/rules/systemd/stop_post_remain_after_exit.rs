//! Reports actions after a run that wait for the unit to be stopped.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{UnitPart, Value};
use crate::views::commands::{Command, asks_for_result, commands, texts};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A reload or restart of another unit after a run that never ends.
    ///
    /// ## Why
    /// `ExecStopPost` runs when the unit is no longer active. `RemainAfterExit` keeps it active after its
    /// command has ended, so what should follow each successful run waits until someone stops the unit.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.tiles = {
    ///     serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
    ///     script = "render-tiles";
    ///     postStop = "systemctl reload tileserver.service";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.tiles = {
    ///     serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
    ///     script = "render-tiles";
    ///     postStart = "systemctl reload tileserver.service";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: turns `postStop` into `postStart`, and `ExecStopPost` into `ExecStartPost`. They run only
    /// after success, and before the unit counts as started: if they fail, the unit fails.
    ///
    /// ## When it is silent
    /// The unit undoes something when it is stopped: the text has other commands than the reload, or there
    /// is an `ExecStop` or `preStop`, or other units stop it (`partOf`, `bindsTo`, `conflicts`). It asks for `$SERVICE_RESULT`, so it is meant for failures, too.
    ///
    /// ## References
    /// `systemd.service(5)`; nixpkgs pull request 76052.
    pub(crate) static STOP_POST_REMAIN_AFTER_EXIT = {
        name: "stop-post-remain-after-exit", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// What a unit has that is meant to be stopped.
const UNDOES: &[(&str, &str)] = &[
    ("", "preStop"),
    ("serviceConfig", "ExecStop"),
    ("", "partOf"),
    ("", "bindsTo"),
    ("", "conflicts"),
    ("unitConfig", "StopWhenUnneeded"),
];

fn check(cx: &mut ProjectContext<'_>) {
    if cx.select(&FOLLOWS_UP).is_empty() {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (_, parts) in services.iter() {
        for (fact, part) in parts {
            let is_stop = part.is("services", "", "postStop")
                || part.is("services", "serviceConfig", "ExecStopPost");
            if !is_stop || !only_follows_up(&fact.definition.value) || parts.is_disabled(fact) {
                continue;
            }
            let unit = JoinedUnit::of(&imports, parts, fact);
            let is_hidden = parts.hides(fact);
            let undoes = UNDOES.iter().any(|(section, key)| !unit.is_silent_on(section, key));
            let is_all =
                unit.get(part.section, part.key).all(|it| only_follows_up(&it.definition.value));
            if !is_hidden
                && is_all
                && !undoes
                && let Some(remains) = unit.is_true("serviceConfig", "RemainAfterExit")
            {
                report(cx, &unit, fact, part, &remains);
            }
        }
    }
}

/// Whether the text does nothing but reload or restart other units.
/// What runs after a stop, and only takes note of a run.
static FOLLOWS_UP: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| {
        matches!(it.last_name(), Some("postStop" | "ExecStopPost")) && only_follows_up(&it.value)
    },
};

fn only_follows_up(value: &Value) -> bool {
    let texts = texts(value);
    let lines: Option<Vec<Vec<Command>>> = texts.iter().map(|text| commands(text)).collect();
    let commands: Vec<Command> = lines.into_iter().flatten().flatten().collect();
    texts.iter().all(|text| !asks_for_result(text))
        && commands.iter().any(Command::is_follow_up)
        && commands.iter().all(|it| it.is_follow_up() || it.is_idle())
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    unit: &JoinedUnit<'a, '_>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    remains: &Fact<'a>,
) {
    let place = fact.definition.place;
    let (new, section) = match part.key {
        "postStop" => ("postStart", ""),
        _ => ("ExecStartPost", "serviceConfig"),
    };
    let is_own = !place.is_shared && !place.is_partial && unit.is_silent_on(section, new);
    let is_named = fact.file.source.text[place.key] == *part.key;
    let fix = (is_own && is_named).then(|| {
        let title = format!("Run it after each start: `{new}`");
        Fix::risky(title, fact.file.source.id, TextEdit::replace(place.key, new))
    });
    let message = format!(
        "\"{}\" stays active after its command ends (RemainAfterExit), so this {} runs only when the unit is stopped",
        part.name.text(),
        part.key
    );
    cx.report(fact.file, place.key, message)
        .related(&remains.file.source, remains.definition.place.key, "it is kept active here")
        .fix(fix)
        .emit();
}
