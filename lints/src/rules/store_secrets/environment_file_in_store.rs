//! Reports files with secrets that lie in the Nix store.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{Definition, Item, Segment, ValueKind};
use crate::views::secrets::leaks;
use crate::{FileReport, Fix, ProjectContext, Releases, Severity, TextEdit};
use cfglint_syntax::SyntaxKind;
use rustc_hash::FxHashSet;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A file with a secret that is made in, or copied to, the Nix store.
    ///
    /// ## Why
    /// Everything in the store can be read by every user and every service of the machine, is copied to
    /// binary caches, and stays there after the configuration has changed.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.crm.serviceConfig.EnvironmentFile = pkgs.writeText "crm" "CRM_SECRET=swordfish";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.crm.serviceConfig.EnvironmentFile = "/run/secrets/crm";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: puts a path below `/run/secrets` in its place, where you have to provide the file.
    /// The secret has to be changed as well, since it has been published.
    ///
    /// ## When it is silent
    /// Absolute paths without quotes, which units have as they are written; relative ones are in the store
    /// with the rest of a flake.
    /// Encrypted files, texts in which only the places of secrets stand, empty and computed values.
    /// A path literal for an option that the project itself declares: what it does with the file is for
    /// the project to know.
    /// In files below `tests/` it is a hint.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs commit 9e9af4f9c07.
    pub(crate) static ENVIRONMENT_FILE_IN_STORE = {
        name: "environment-file-in-store", group: StoreSecrets, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// Options that take the path of a file with secrets, whatever they belong to.
pub(crate) const OPTIONS: &[&str] = &[
    "environmentFile",
    "environmentFiles",
    "credentialsFile",
    "passwordFile",
    "passFile",
    "secretKeyFile",
    "tokenFile",
];
/// Where options of NixOS and home-manager begin. What people call their own options says nothing of
/// what is done with the file.
const NAMESPACES: &[&str] = &[
    "accounts",
    "boot",
    "environment",
    "hardware",
    "networking",
    "nix",
    "programs",
    "security",
    "services",
    "systemd",
    "users",
    "virtualisation",
];

fn check(cx: &mut ProjectContext<'_>) {
    let mut declared: Option<FxHashSet<&[Segment]>> = None;
    for Fact { file: report, definition } in cx.select(&MEANT) {
        let is_environment = definition.last_name() == Some("EnvironmentFile");
        let items = definition.value.items();
        let is_leak = |item: &&Item| {
            leaks(&item.value, is_environment) && !stays_outside(&report.source.text, item)
        };
        let Some(item) = items.iter().find(is_leak) else {
            continue;
        };
        let declared = declared.get_or_insert_with(|| {
            let reports = cx.reports().iter();
            reports.flat_map(|it| it.module.declared.iter().map(Vec::as_slice)).collect()
        });
        let path = definition.path.as_slice();
        // What an option of one's own does with a path is not known; a text is in the store.
        let is_own = !is_environment
            && matches!(item.value.kind, ValueKind::Path(_))
            && (!is_of_nixos(definition)
                || (1..=path.len()).any(|length| declared.contains(&path[..length])));
        if !is_own && !report.module.hides(definition) && !is_disabled(report, definition) {
            report_file(cx, report, definition, item);
        }
    }
}

static MEANT: Selection = Selection { roots: None, is_meant };

/// Whether it is an option that takes the path of a file with secrets.
fn is_meant(definition: &Definition) -> bool {
    let Some(key) = definition.last_name() else {
        return false;
    };
    if key == "EnvironmentFile" {
        return definition.unit_part().is_some_and(|it| it.is("services", "serviceConfig", key));
    }
    OPTIONS.contains(&key)
}

/// `/etc/secret` without quotes: a unit has it as it is written. In `"${/etc/secret}"` it is copied.
fn stays_outside(text: &str, item: &Item) -> bool {
    match &item.value.kind {
        ValueKind::Path(path) => {
            path.starts_with(['/', '~']) && !text[item.value.range].starts_with(['"', '\''])
        }
        _ => false,
    }
}

fn is_of_nixos(definition: &Definition) -> bool {
    definition.path.len() > 1
        && definition.path[0].name().is_some_and(|first| NAMESPACES.contains(&first))
}

fn is_disabled(report: &FileReport, definition: &Definition) -> bool {
    definition.unit_part().is_some_and(|part| report.module.disables(definition, &part))
}

fn report_file<'a>(
    cx: &mut ProjectContext<'a>,
    file: &'a FileReport,
    definition: &Definition,
    item: &Item,
) {
    let key = definition.last_name().unwrap_or_default();
    let message = format!(
        "{key} points into the world-readable Nix store; give a path outside it (/run/secrets/..)"
    );
    let place = definition.place;
    let owner = definition.unit_part().map_or_else(
        || definition.path.iter().nth_back(1).and_then(Segment::name),
        |part| part.name.name(),
    );
    let tree = cx.parse(file);
    let has_comments = |range| {
        let mut tokens = tree.root().covering(range).all_tokens();
        tokens.any(|it| it.kind() == SyntaxKind::COMMENT && item.range.contains_range(it.range()))
    };
    let is_own =
        place.statement.contains_range(item.range) && !place.is_shared && !has_comments(item.range);
    let fix = owner.filter(|_| is_own).map(|owner| {
        let path = format!("\"/run/secrets/{owner}\"");
        let title = format!("Read {path}, which you then have to provide");
        Fix::risky(title, file.source.id, TextEdit::replace(item.range, path))
    });
    let is_test = file.source.name.split('/').any(|part| part == "tests" || part == "test");
    let report = cx.report(file, place.key, message).fix(fix).help(
        "keep the secret in a file that only its reader can open, and change it: it has been published",
    );
    match is_test {
        true => report.severity(Severity::Hint).emit(),
        false => report.emit(),
    }
}
