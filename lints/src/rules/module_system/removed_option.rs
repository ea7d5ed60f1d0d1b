//! Reports options that are gone.

use cfglint_syntax::TextRange;
use rustc_hash::FxHashSet;

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::Definition;
use crate::views::syntax::named_binding;
use crate::{
    FileId, FileReport, Fix, ProjectContext, Release, Releases, Severity, TextEdit, edits,
};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An option of the security modules that is gone or renamed.
    ///
    /// ## Why
    /// A configuration with an option that was removed does not evaluate, whatever the value, `false`
    /// and `mkForce` included. One that was renamed works with a warning until it is removed as well.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.duosec = { group = "staff"; acceptEnvFactor = true; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.duosec = { groups = "staff"; acceptEnvFactor = true; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: renames the option, or deletes it where nothing takes its place and nothing was built with
    /// it. Where the release is not known that is unsafe, as an old one may be in use.
    ///
    /// ## When it is silent
    /// Releases that have the option, and projects that declare it.
    ///
    /// ## References
    /// nixpkgs pull requests 96092 and 101071. Options of `security.acme` have a lint of their own.
    pub(crate) static REMOVED_OPTION = {
        name: "removed-option", group: ModuleSystem, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// An option that is gone: where it was, the first release without it, what to say, its new name.
struct Row {
    path: &'static [&'static str],
    since: Release,
    text: &'static str,
    /// `Some("")` where it is deleted without replacement.
    new: Option<&'static str>,
}

const fn row(
    path: &'static [&'static str],
    (year, month): (u8, u8),
    text: &'static str,
    new: Option<&'static str>,
) -> Row {
    Row { path, since: Release { year, month }, text, new }
}

const RNGD: &str = "was removed: the kernel feeds itself from hardware, delete it";
const POLICIES: &str = "was removed: use security.apparmor.policies.<name>";

const ROWS: &[Row] = &[
    row(&["security", "rngd", "enable"], (21, 5), RNGD, Some("")),
    row(&["security", "rngd", "debug"], (21, 5), RNGD, Some("")),
    row(
        &["security", "duosec", "ikey"],
        (20, 9),
        "was renamed to integrationKey",
        Some("integrationKey"),
    ),
    row(&["security", "duosec", "group"], (20, 9), "was renamed to groups", Some("groups")),
    row(
        &["security", "duosec", "skey"],
        (20, 9),
        "was removed: use secretKeyFile, with a path outside the store",
        None,
    ),
    row(&["security", "apparmor", "profiles"], (21, 5), POLICIES, None),
    row(&["security", "apparmor", "confineSUIDApplications"], (21, 5), POLICIES, None),
    row(
        &["security", "apparmor", "parserConfig"],
        (21, 5),
        "was removed: use environment.etc.\"apparmor/parser.conf\"",
        None,
    ),
];
const CHROOT: &[&str] = &["systemd", "services", "*", "chroot", "*"];

fn check(cx: &mut ProjectContext<'_>) {
    let mut seen: FxHashSet<(FileId, TextRange)> = FxHashSet::default();
    for Fact { file, definition } in cx.select(&REMOVED) {
        let row = row_of(definition);
        let place = (file.source.id, definition.place.key);
        if !seen.insert(place) || is_declared(cx, definition) {
            continue;
        }
        match row {
            Some(row) if cx.release().is_some_and(|release| release < row.since) => {}
            Some(row) => report(cx, file, definition, row),
            None => chroot(cx, file, definition),
        }
    }
}

fn row_of(definition: &Definition) -> Option<&'static Row> {
    ROWS.iter().find(|row| definition.is(row.path))
}

static REMOVED: Selection = Selection {
    roots: Some(&["security", "systemd"]),
    is_meant: |it| row_of(it).is_some() || it.is(CHROOT),
};

fn is_declared(cx: &ProjectContext<'_>, definition: &Definition) -> bool {
    cx.reports().iter().any(|file| file.module.declares(&definition.path))
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    file: &'a FileReport,
    definition: &Definition,
    row: &Row,
) {
    let (place, source) = (&definition.place, &file.source);
    let is_own = !place.is_shared && !place.is_partial && place.key != place.value;
    let is_renamed = row.new.is_some_and(|new| !new.is_empty());
    let edit = match row.new {
        None => None,
        Some("") => edits::delete_definition(cx.parse(file).root(), &source.text, place, 2),
        Some(new) => {
            let is_free = is_own && !edits::may_have(&source.text, place.set, new);
            is_free.then(|| TextEdit::replace(place.key, new))
        }
    };
    let fix = edit.map(|edit| match (row.new, cx.release()) {
        (Some(""), None) => Fix::risky("Delete it", source.id, edit),
        (Some(""), _) => Fix::safe("Delete it", source.id, edit),
        (new, _) => {
            let title = format!("Rename it to `{}`", new.unwrap_or_default());
            Fix::safe(title, source.id, edit)
        }
    });
    let message = format!("option \"{}\" {}", row.path.join("."), row.text);
    let severity = if is_renamed { Severity::Warning } else { Severity::Error };
    cx.report(file, place.key, message).severity(severity).fix(fix).emit();
}

/// `systemd.services.<name>.chroot`, which became `confinement` before it was released.
fn chroot<'a>(cx: &mut ProjectContext<'a>, file: &'a FileReport, definition: &Definition) {
    let old = definition.last_name().unwrap_or_default();
    let new = if old == "confinement" { "mode" } else { old };
    let place = definition.place;
    let parse = cx.parse(file);
    let binding = named_binding(parse.root(), place.statement, "chroot");
    let is_alone = binding.is_some_and(|(_, range)| place.statement.contains_range(range));
    let is_own = !place.is_shared && !place.is_partial && is_alone;
    let fix = binding.filter(|_| is_own).and_then(|(_, range)| {
        let edit = edits::replace_both((range, "confinement"), (place.key, new))?;
        Some(Fix::safe(format!("Write `confinement.{new}`"), file.source.id, edit))
    });
    let message = format!("option \"chroot.{old}\" was renamed to confinement.{new}");
    cx.report(file, place.key, message).fix(fix).emit();
}
