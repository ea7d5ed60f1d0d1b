//! Reports timers that reach a target once and never again.

use enders::Enders;

use crate::facts::{Fact, Unit};
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{Definition, Manager, Segment, UnitPart, ValueKind};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, edits};

mod enders;
#[cfg(test)]
mod tests;

declare_lint! {
    /// A timer that starts a target again and again.
    ///
    /// ## Why
    /// A target stays active once it is reached, and systemd ignores a start job for what is active: after
    /// the first time, nothing that the target pulls in is started by the timer.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.targets.reports = { };
    ///   systemd.timers.reports.timerConfig = { OnCalendar = "daily"; Unit = "reports.target"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.targets.reports = { };
    ///   systemd.timers.reports.timerConfig = { OnCalendar = "daily"; Unit = "reports.target"; };
    ///   systemd.targets.reports.unitConfig.StopWhenUnneeded = true;
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: sets `StopWhenUnneeded`, so that the target ends when no unit needs it. Units that are part
    /// of it or bound to it then stop as well.
    ///
    /// ## When it is silent
    /// The target is not defined here, so that it is not known whether it stops by itself, as `sleep.target`
    /// does; it is stopped in another way (`conflicts`, `partOf`, `bindsTo`, a script); the timer only delays a start
    /// (`OnBootSec`, `OnStartupSec`, `OnActiveSec`).
    ///
    /// ## References
    /// `systemd.unit(5)`.
    pub(crate) static TIMER_TARGET_UNIT = {
        name: "timer-target-unit", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// Where a machine goes once.
const ONE_WAY: &[&str] = &[
    "emergency",
    "exit",
    "final",
    "halt",
    "hibernate",
    "hybrid-sleep",
    "kexec",
    "poweroff",
    "reboot",
    "rescue",
    "shutdown",
    "sleep",
    "soft-reboot",
    "suspend",
    "suspend-then-hibernate",
    "umount",
];

fn check(cx: &mut ProjectContext<'_>) {
    if cx.select(&STARTS_TARGET).is_empty() {
        return;
    }
    let enders = Enders::of(cx);
    let imports = cx.imports();
    let (timers, targets) = (cx.units("timers"), cx.units("targets"));
    for ((manager, _, file), parts) in timers.iter() {
        for (fact, part) in parts {
            let Some(target) = target_of(fact.definition, part) else {
                continue;
            };
            let timer = JoinedUnit::of(&imports, parts, fact);
            let is_shown = timer.get("timerConfig", "Unit").any(|it| same(&it, fact));
            if !is_shown || parts.is_disabled(fact) || !is_repeating(&timer) {
                continue;
            }
            let key = (manager, &target, target.name().is_none().then_some(file).flatten());
            if stays_active(cx, targets.get(&key), fact, &enders) {
                report(cx, fact, part, &target);
            }
        }
    }
}

/// `u` of `Unit = "u.target"`.
static STARTS_TARGET: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| it.unit_part().is_some_and(|part| target_of(it, &part).is_some()),
};

fn target_of(definition: &Definition, part: &UnitPart<'_>) -> Option<Segment> {
    if !part.is("timers", "timerConfig", "Unit") {
        return None;
    }
    let ValueKind::Str(text) = &definition.value.kind else {
        return None;
    };
    let target = text.strip_suffix(".target")?.segment();
    target.name().is_none_or(|name| !ONE_WAY.contains(&name)).then_some(target)
}

fn same(one: &Fact<'_>, other: &Fact<'_>) -> bool {
    std::ptr::eq(one.definition, other.definition)
}

fn is_repeating(timer: &JoinedUnit<'_, '_>) -> bool {
    ["OnCalendar", "OnUnitActiveSec", "OnUnitInactiveSec"].iter().any(|key| {
        timer.get("timerConfig", key).any(|it| {
            it.definition.value.items().iter().any(|item| match &item.value.kind {
                ValueKind::Str(text) => text.as_literal() != Some(""),
                ValueKind::Int(_) => true,
                _ => false,
            })
        })
    })
}

/// Whether the target is defined, and nothing that may end it.
fn stays_active<'a>(
    cx: &ProjectContext<'_>,
    parts: &Unit<'a>,
    fact: &Fact<'a>,
    enders: &Enders,
) -> bool {
    let imports = cx.imports();
    let target = JoinedUnit::of(&imports, parts, fact);
    const ENDS: &[(&str, &str)] = &[
        ("", "conflicts"),
        ("", "partOf"),
        ("", "bindsTo"),
        ("unitConfig", "StopWhenUnneeded"),
        ("unitConfig", "Conflicts"),
        ("unitConfig", "PartOf"),
        ("unitConfig", "BindsTo"),
    ];
    let name = parts.first().map(|(_, part)| format!("{}.target", part.name.text()));
    let is_stopped = name.is_some_and(|name| enders.end(&name));
    target.parts().any(|(other, _)| imports.meet(other, fact))
        && !is_stopped
        && ENDS.iter().all(|(section, key)| target.is_silent_on(section, key))
}

fn report<'a>(cx: &mut ProjectContext<'a>, fact: &Fact<'a>, part: &UnitPart<'a>, target: &Segment) {
    let source = &fact.file.source;
    let parse = cx.parse(fact.file);
    let option = |name| ["systemd", "targets", name, "unitConfig", "StopWhenUnneeded"];
    let fix = target.name().and_then(|name| {
        let option = option(name);
        let option = match part.manager {
            Manager::System => option.to_vec(),
            Manager::User => [&["systemd", "user"], &option[1..]].concat(),
        };
        let statements: &[(&[&str], &str)] = &[(&option, "true")];
        let edit = edits::insert_beside(parse.root(), &source.text, fact.definition, statements)?;
        Some(Fix::risky("Let the target stop when nothing needs it", source.id, edit))
    });
    let message = format!(
        "timer \"{}\" starts target \"{}\", which stays active; it will be reached only once per boot",
        part.name.text(),
        target.text()
    );
    cx.report(fact.file, fact.definition.place.key, message).fix(fix).emit();
}
