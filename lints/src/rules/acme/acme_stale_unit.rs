//! Reports dependencies on units of ACME that do not exist.

use std::cell::OnceCell;

use known::Known;

use crate::lint::{Check, declare_lint};
use crate::memory::TextTest;
use crate::model::{Definition, Item, UnitPart, ValueKind};
use crate::{FileReport, Fix, ProjectContext, Release, Releases, TextEdit};

mod known;
#[cfg(test)]
mod tests;

declare_lint! {
    /// A dependency on a unit of ACME that does not exist.
    ///
    /// ## Why
    /// systemd ignores a dependency on a unit that it cannot find. The service starts before its
    /// certificate is there, and fails at the first boot only.
    /// The targets for all certificates are gone since 20.03. `acme-finished-<name>` was a target from
    /// 20.09 on, and never a service; it went with 25.11, and so did `acme-selfsigned-<name>.service`,
    /// whose work `acme-<name>.service` does since.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.xmpp.after = [ "acme-finished-im.example.service" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.xmpp.after = [ "acme-im.example.service" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: names the unit of the same certificate, for which the service then waits.
    /// For the targets of all certificates there is one only if the project has a single certificate.
    ///
    /// ## When it is silent
    /// Units that the project itself defines. What went with 25.11 is reported only where `release`
    /// says that it is in use.
    ///
    /// ## References
    /// nixpkgs pull requests 60219 and 422076.
    pub(crate) static ACME_STALE_UNIT = {
        name: "acme-stale-unit", group: Acme, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const OPTIONS: &[&str] = &[
    "after",
    "before",
    "requires",
    "requisite",
    "wants",
    "bindsTo",
    "partOf",
    "wantedBy",
    "requiredBy",
    "upholds",
    "conflicts",
];
const DIRECTIVES: &[&str] = &[
    "After",
    "Before",
    "Requires",
    "Requisite",
    "Wants",
    "BindsTo",
    "PartOf",
    "WantedBy",
    "RequiredBy",
    "Upholds",
    "Conflicts",
];
/// Texts that may name a unit of ACME.
static NAMES_UNITS: TextTest = TextTest(|text| text.contains("acme-"));

const RELEASE: Release = Release { year: 25, month: 11 };

fn check(cx: &mut ProjectContext<'_>) {
    let known = OnceCell::new();
    for file in cx.files_with(&NAMES_UNITS) {
        for definition in &file.module.definitions {
            let is_dependency = definition.unit_part().is_some_and(|it| is_dependency(&it));
            if is_dependency && !file.module.hides(definition) {
                for item in definition.value.items() {
                    check_item(cx, file, definition, &item, &known);
                }
            }
        }
    }
}

fn is_dependency(part: &UnitPart<'_>) -> bool {
    part.rest.is_empty()
        && match part.section {
            "" => OPTIONS.contains(&part.key),
            "unitConfig" | "installConfig" => DIRECTIVES.contains(&part.key),
            _ => false,
        }
}

fn check_item<'a>(
    cx: &mut ProjectContext<'a>,
    file: &'a FileReport,
    definition: &Definition,
    item: &Item,
    known: &OnceCell<Known<'a>>,
) {
    let ValueKind::Str(text) = &item.value.kind else {
        return;
    };
    let unit = text.with_holes();
    let is_new = cx.release().is_some_and(|release| release >= RELEASE);
    if !unit.starts_with("acme-") {
        return;
    }
    let known = known.get_or_init(|| Known::of(cx));
    let Some((since, new)) = stale(known, &unit, is_new).filter(|_| !known.defines(&unit)) else {
        return;
    };
    let source = &file.source;
    let is_own = definition.place.statement.contains_range(item.range)
        && !item.is_shared
        && source.text[item.range] == format!("\"{unit}\"");
    let fix = new.as_deref().filter(|_| is_own).map(|new| {
        let edit = TextEdit::replace(item.range, format!("\"{new}\""));
        Fix::risky(format!("Wait for {new}"), source.id, edit)
    });
    let new = new.as_deref().unwrap_or("acme-<name>.service of each certificate");
    let message =
        format!("unit \"{unit}\" does not exist{since}; systemd ignores the dependency. Use {new}");
    cx.report(file, item.range, message).fix(fix).emit();
}

/// Since when a name is no unit's, and whose takes its place, if that is one.
fn stale(known: &Known<'_>, unit: &str, is_new: bool) -> Option<(&'static str, Option<String>)> {
    let rest = unit.strip_prefix("acme-")?;
    let (name, suffix) = rest.rsplit_once('.')?;
    if ["certificates.target", "selfsigned-certificates.target"].contains(&rest) {
        let only = known.only.map(|cert| format!("acme-{cert}.service"));
        return Some((" since 20.03", only));
    }
    let kind = name.split_once('-').map_or("", |(kind, _)| kind);
    let (prefix, since) = match (kind, suffix) {
        ("finished", "service") => ("finished-", ""),
        ("finished", "target") if is_new => ("finished-", " since 25.11"),
        ("selfsigned", "service") if is_new && name != "selfsigned-ca" => {
            ("selfsigned-", " since 25.11")
        }
        // No release has had a target for one certificate that is called so.
        (_, "target") if known.certificates.contains(name) => ("", ""),
        _ => return None,
    };
    Some((since, Some(format!("acme-{}.service", name.strip_prefix(prefix)?))))
}
