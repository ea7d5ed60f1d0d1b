//! Reports dependencies on units that are gone, or never were.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{How, UnitManager};
use crate::views::whole::{self, Said, Whole};
use crate::{Fix, ProjectContext, Releases, Severity, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A dependency on a unit that no NixOS has, such as `network.service` or `syslog.target`.
    ///
    /// ## Why
    /// `after`, `before` and `wants` of a unit that does not exist do nothing, without a word: the service
    /// does not wait for what was meant. With `requires` and `bindsTo` it does not start at all.
    /// For `network-interfaces.target` NixOS stops the evaluation.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.after = [ "network.service" ]; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.after = [ "network.target" ]; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the name of the target that was meant.
    /// Safe for `syslog.target`, which is deleted: systemd has the journal's socket before all services.
    ///
    /// ## When it is silent
    /// These files define a unit of this name, or bring units of packages along.
    ///
    /// ## References
    /// `systemd.special(7)`.
    pub(crate) static OBSOLETE_UNIT_NAME = {
        name: "obsolete-unit-name", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

/// A name, and the one that was meant.
const NAMES: &[(&str, Option<&str>)] = &[
    ("network.service", Some("network.target")),
    ("networking.service", Some("network.target")),
    ("network-online.service", Some("network-online.target")),
    ("network-interfaces.target", Some("network.target")),
    ("multi-user.service", Some("multi-user.target")),
    ("graphical.service", Some("graphical.target")),
    ("local-fs.service", Some("local-fs.target")),
    ("remote-fs.service", Some("remote-fs.target")),
    ("syslog.target", None),
];

const RELATIONS: &[&str] = &[
    "After",
    "Before",
    "Wants",
    "Requires",
    "BindsTo",
    "Requisite",
    "PartOf",
    "WantedBy",
    "RequiredBy",
];

fn check(cx: &mut ProjectContext<'_>) {
    for section in ["Unit", "Install"] {
        whole::for_each(cx, None, section, RELATIONS, |cx, unit, lines| {
            if unit.unit.id.manager != UnitManager::System {
                return;
            }
            for said in &lines {
                for (at, word) in said.words() {
                    let known = NAMES.iter().find(|(name, _)| *name == word);
                    if let Some((name, meant)) = known
                        && unit.files.by_name(UnitManager::System, name).is_none()
                        && unit.files.packages().is_empty()
                    {
                        report(cx, unit, said, (at, name), *meant);
                    }
                }
            }
        });
    }
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    unit: &Whole<'_, 'a>,
    said: &Said<'a>,
    (at, name): (usize, &str),
    meant: Option<&str>,
) {
    let is_option = matches!(said.line.how, How::Words);
    let is_asserted = name == "network-interfaces.target"
        && is_option
        && matches!(&*said.line.directive, "After" | "Wants");
    let effect = match &*said.line.directive {
        _ if is_asserted => "NixOS stops the evaluation",
        "Requires" | "BindsTo" | "Requisite" => "the unit cannot start",
        _ => "it does nothing",
    };
    let message = format!("there is no unit `{name}`: {effect}");
    let range = said.range_of(cx, at..at + name.len());
    let is_whole = said.line.literal() == Some(name);
    let fix = match meant {
        Some(new) if is_whole => said.replace(cx, new),
        None if is_whole && is_option && !said.line.is_shared => delete(cx, unit, said),
        _ => None,
    };
    let report = cx.report(said.fact.file, range, message).fix(fix);
    let report = if is_asserted { report.severity(Severity::Error) } else { report };
    match meant {
        Some(new) => report.help(format!("write `{new}`")).emit(),
        None => report.help("delete it; the journal takes messages from the beginning").emit(),
    }
}

fn delete<'a>(cx: &ProjectContext<'a>, unit: &Whole<'_, 'a>, said: &Said<'a>) -> Option<Fix> {
    let harmless = ["After", "Before", "Wants", "PartOf"];
    let file = said.fact.file;
    let place = said.fact.definition.place;
    if !harmless.contains(&&*said.line.directive)
        || place.is_shared
        || !place.statement.contains_range(said.line.written)
        || file.source.id != unit.anchor.fact.file.source.id
    {
        return None;
    }
    let parse = cx.parse(file);
    let edit = edits::delete_item(parse.root(), &file.source.text, said.line.written);
    Some(Fix::safe("Delete the name of a unit that is gone", file.source.id, edit))
}
