//! Reports timers, sockets and paths that nothing starts.

use crate::lint::{Check, declare_lint};
use crate::memory::TextWords;
use crate::unit_files::{How, UnitType};
use crate::views::activation::is_own_with_service;
use crate::views::whole::{self, Whole};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A timer, socket or path unit that nothing wants.
    ///
    /// ## Why
    /// Such a unit does nothing before it is started itself, and nothing does that at boot or at a switch:
    /// the timer never elapses, the socket never listens, and their service never runs.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.backup.serviceConfig.ExecStart = "/bin/backup";
    ///   systemd.timers.backup.timerConfig.OnCalendar = "daily";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.backup.serviceConfig.ExecStart = "/bin/backup";
    ///   systemd.timers.backup.timerConfig.OnCalendar = "daily";
    ///   systemd.timers.backup.wantedBy = [ "timers.target" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds `wantedBy`, so that the unit is started with the others of its kind.
    ///
    /// ## When it is silent
    /// The unit may be defined elsewhere, as those of packages and of NixOS are; some file speaks of it by
    /// name, or puts names of such units together.
    ///
    /// ## References
    /// `[Install]` in `systemd.unit(5)`.
    pub(crate) static TRIGGER_NOT_WANTED = {
        name: "trigger-not-wanted", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

/// A type of units that start others.
struct Kind {
    unit_type: UnitType,
    /// The section, and what in it names the service.
    service: (&'static str, &'static str),
    /// What a unit of its own says beside, by how it begins.
    triggers: &'static [&'static str],
    target: &'static str,
    never: &'static str,
}

const KINDS: &[Kind] = &[
    Kind {
        unit_type: UnitType::Timer,
        service: ("Timer", "Unit"),
        triggers: &["On"],
        target: "timers.target",
        never: "it never elapses",
    },
    Kind {
        unit_type: UnitType::Socket,
        service: ("Socket", "Service"),
        triggers: &["Listen"],
        target: "sockets.target",
        never: "it never listens",
    },
    Kind {
        unit_type: UnitType::Path,
        service: ("Path", "Unit"),
        triggers: &["Path", "Directory"],
        target: "paths.target",
        never: "it never watches",
    },
];

fn check(cx: &mut ProjectContext<'_>) {
    for kind in KINDS {
        whole::for_each_unit(cx, kind.unit_type, |cx, unit| {
            let (section, directive) = kind.service;
            if is_wanted(unit)
                || !unit.view().members().any(|it| {
                    let name = it.setting.directive;
                    it.setting.section == section
                        && it.setting.how != How::StartAt
                        && kind.triggers.iter().any(|trigger| name.starts_with(trigger))
                })
                || !is_own_with_service(unit, section, directive)
                // Last, as it looks at all texts.
                || is_spoken_of(cx, unit)
            {
                return;
            }
            let message = format!("nothing starts `{}`: {}", unit.name(), kind.never);
            let range = unit.anchor.fact.definition.place.key;
            let wanted = format!("[ \"{}\" ]", kind.target);
            let title = format!("Set `wantedBy` to `{}`", kind.target);
            let fix = unit.insert(cx, &["wantedBy"], &wanted, &title);
            cx.report(unit.anchor.fact.file, range, message)
                .help(format!("set `wantedBy = [ \"{}\" ]`", kind.target))
                .fix(fix)
                .emit();
        });
    }
}

/// Whether the unit says, or may say, who wants it.
fn is_wanted(unit: &Whole<'_, '_>) -> bool {
    let view = unit.view();
    ["WantedBy", "RequiredBy", "UpheldBy", "Alias"].iter().any(|it| !unit.lacks("Install", it))
        || view.members().any(|it| matches!(it.setting.how, How::StartAt | How::Text))
        || unit.unit.id.is_template()
}

/// Whether a file may name the unit: in a list of what is wanted, or in a script.
fn is_spoken_of(cx: &ProjectContext<'_>, unit: &Whole<'_, '_>) -> bool {
    let (name, suffix) = (unit.name(), unit.unit.id.unit_type.suffix());
    let computed = [format!("}}.{suffix}"), format!("\".{suffix}"), format!("'.{suffix}")];
    // Another name is none that systemd takes, nor would it be found.
    name.len() > LONGEST
        || !name.chars().all(is_of_name)
        || cx.has_word(&NAMES, |word| {
            word.ends_with(&*name) || computed.iter().any(|it| word.ends_with(&**it))
        })
}

/// Names of units are no longer.
const LONGEST: usize = 255;

/// What ends as the name of a unit of one of [`KINDS`] does, with a quote or brace before it.
static NAMES: TextWords = TextWords(|text| {
    let mut names: Vec<Box<str>> = Vec::new();
    for kind in KINDS {
        let suffix = format!(".{}", kind.unit_type.suffix());
        for (at, _) in text.match_indices(&*suffix) {
            let end = at + suffix.len();
            // `a.timer` is not in `a.timerConfig`.
            if text[end..].starts_with(char::is_alphanumeric) {
                continue;
            }
            let before = text.as_bytes()[..at].iter().rev().take(LONGEST);
            let length = before.take_while(|it| is_of_name(char::from(**it))).count();
            let rest = &text[..at - length];
            let rest = rest.strip_suffix(['}', '"', '\'']).unwrap_or(rest);
            names.push(text[rest.len()..end].into());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
});

/// Whether names of units may have such a character.
fn is_of_name(it: char) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, ':' | '-' | '_' | '.' | '\\' | '@')
}
