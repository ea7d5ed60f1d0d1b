//! Reports packages that a confined service cannot see.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::{UnitPart, ValueKind};
use crate::views::confinement::{EXEC, SCRIPTS, confined, is_used, open_texts, package_of};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Packages in `path` or `environment` of a confined service that are not in its chroot.
    ///
    /// ## Why
    /// Confinement copies what the commands name into the chroot, and nothing else of the unit. A program
    /// that is only in `path`, or a file that only a variable names, does not exist for the service.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.ocr = { confinement.enable = true; path = [ pkgs.tesseract ]; script = "tesseract in out"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.ocr = { confinement.enable = true; path = [ pkgs.tesseract ]; confinement.packages = [ pkgs.tesseract ]; script = "tesseract in out"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: puts the packages into the chroot, where the service then sees all that they need.
    ///
    /// ## When it is silent
    /// `packages` or `fullUnit` is set, or the service binds paths itself; the commands name the package as well; the commands hold anything
    /// that is not plainly a package, which may need it.
    ///
    /// ## References
    /// nixpkgs commits ac64ce99450 and 9e9af4f9c07.
    pub(crate) static CONFINEMENT_MISSING_CLOSURE = {
        name: "confinement-missing-closure", group: Confinement, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// What else brings files into the chroot.
const COVERS: &[(&str, &str)] = &[
    ("confinement", "packages"),
    ("confinement", "fullUnit"),
    ("serviceConfig", "BindReadOnlyPaths"),
    ("serviceConfig", "BindPaths"),
];

fn check(cx: &mut ProjectContext<'_>) {
    if !is_used(cx) {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (_, parts) in services.iter() {
        for (fact, part) in parts {
            let is_path = part.is("services", "", "path");
            let is_variable = (part.section, part.key, part.rest.len()) == ("", "environment", 1);
            if !is_path && !is_variable {
                continue;
            }
            let unit = JoinedUnit::of(&imports, parts, fact);
            let is_covered = COVERS.iter().any(|(section, key)| !unit.is_silent_on(section, key));
            if is_covered || confined(&imports, parts, fact, part).is_none() {
                continue;
            }
            let missing = missing(fact, is_path);
            if let Some(missing) = missing.filter(|it| !may_be_copied(&unit, it)) {
                report(cx, fact, part, &missing);
            }
        }
    }
}

/// The packages of a definition, as they are written; `None` if there are none or some are unknown.
fn missing(fact: &Fact<'_>, is_path: bool) -> Option<Vec<String>> {
    let value = &fact.definition.value;
    let text = &fact.file.source.text;
    let open = match &value.kind {
        ValueKind::List(list) if is_path && list.is_complete => open_texts(value, text),
        ValueKind::Str(_) if !is_path => {
            let open = open_texts(value, text);
            open.iter().all(|it| package_of(it).is_some()).then_some(open)?
        }
        _ => return None,
    };
    let is_plain = |it: &str| {
        it.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"${}.-_'".contains(&byte))
            && !it.starts_with("config.")
            && !it.starts_with("cfg.")
    };
    (!open.is_empty() && open.iter().all(|it| is_plain(it))).then_some(open)
}

/// Whether the commands name one of the packages, or something that may need it.
fn may_be_copied(unit: &JoinedUnit<'_, '_>, missing: &[String]) -> bool {
    let scripts = SCRIPTS.iter().map(|key| ("", *key));
    let commands = EXEC.iter().map(|key| ("serviceConfig", *key)).chain(scripts);
    let last = |source: &str| {
        let name = source.trim_end_matches('}').rsplit(['.', '{']).next().unwrap_or_default();
        name.trim().to_owned()
    };
    let mut open = commands
        .flat_map(|(section, key)| unit.get(section, key))
        .flat_map(|fact| open_texts(&fact.definition.value, &fact.file.source.text));
    open.any(|text| package_of(&text).is_none() || missing.iter().any(|it| last(it) == last(&text)))
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    missing: &[String],
) {
    let source = &fact.file.source;
    let place = fact.definition.place;
    let is_path = part.key == "path";
    let list = match is_path {
        true => source.text[fact.definition.value.range].to_owned(),
        false => {
            let packages: Vec<&str> = missing.iter().filter_map(|it| package_of(it)).collect();
            format!("[ {} ]", packages.join(" "))
        }
    };
    // What stands under a wrapper or a variable is not copied.
    let is_literal = !is_path || place.value == fact.definition.value.range;
    let is_list = list.starts_with('[') && list.ends_with(']') && !list.contains(['#', '\n']);
    let fix = part.name.name().filter(|_| is_literal && is_list).and_then(|name| {
        let parse = cx.parse(fact.file);
        let option = ["systemd", "services", name, "confinement", "packages"];
        let new: &[(&[&str], &str)] = &[(&option, &list)];
        let edit = edits::insert_beside(parse.root(), &source.text, fact.definition, new)?;
        Some(Fix::risky("Put the packages into the chroot", source.id, edit))
    });
    let what = match part.rest {
        [variable, ..] => format!("environment.{}", variable.text()),
        [] => part.key.to_owned(),
    };
    let message = format!(
        "packages in \"{what}\" are not copied into the chroot of \"{}\"; list them in confinement.packages",
        part.name.text()
    );
    cx.report(fact.file, place.key, message).fix(fix).emit();
}
