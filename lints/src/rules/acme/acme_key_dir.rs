//! Reports the use of lego's own directories.

use cfglint_syntax::{TextRange, TextSize};

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item, ValueKind};
use crate::views::acme::{delete_option, is_mentioned};
use crate::{Fix, LintContext, Releases, Severity, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `keyDir` of a certificate, or a path into the internal state of ACME.
    ///
    /// ## Why
    /// `keyDir` is not an option since 20.09: lego always makes the key next to its certificate, and the
    /// configuration does not evaluate.
    /// Paths below `/var/lib/acme/.lego` have a hash of the settings in their names. The day a setting
    /// changes, the path is a new one, and whatever reads the old one keeps an old certificate.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { webroot = "/w"; keyDir = "/var/lib/acme/keys"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { webroot = "/w"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: deletes `keyDir`, with which nothing was built.
    /// For internal paths there is none, as the file of a hashed directory cannot be told; only the key
    /// that `/var/lib/acme/.lego/<c>/../<c>.key` names past the hash is replaced, on request.
    ///
    /// ## When it is silent
    /// Backups, persistence and cleaning of the directory, and text for people.
    ///
    /// ## References
    /// nixpkgs pull request 91121.
    pub(crate) static ACME_KEY_DIR = {
        name: "acme-key-dir", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::since(20, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const OPTIONS: &[&[&str]] = &[
    &["security", "acme", "certs", "*", "keyDir"],
    &["security", "acme", "defaults", "keyDir"],
    &["security", "acme", "keyDir"],
];
const INTERNAL: &[&str] = &["/var/lib/acme/.lego", "/var/lib/acme/.minica"];

fn check(cx: &mut LintContext<'_>) {
    if !is_mentioned(cx) {
        return;
    }
    let mentions_paths = INTERNAL.iter().any(|path| cx.text().contains(path));
    for definition in &cx.module.definitions {
        if OPTIONS.iter().any(|option| definition.is(option))
            && !cx.module.declares(&definition.path)
        {
            key_dir(cx, definition);
        } else if mentions_paths && !definition.is_below(&["security", "acme"]) {
            internal_path(cx, definition);
        }
    }
}

fn key_dir(cx: &mut LintContext<'_>, definition: &Definition) {
    let edit = delete_option(cx, definition);
    let fix = edit.map(|edit| Fix::safe("Delete `keyDir`", cx.source.id, edit));
    let message = "keyDir is not an option: lego always makes the key next to its certificate";
    cx.report(definition.place.key, message).fix(fix).emit();
}

/// Options that name what is kept, copied or left out, and text for people.
const NO_READERS: &[&str] = &[
    "description",
    "directories",
    "documentation",
    "exclude",
    "excludes",
    "files",
    "message",
    "paths",
    "warnings",
];

fn internal_path(cx: &mut LintContext<'_>, definition: &Definition) {
    let is_kept = definition.is_below(&["environment", "persistence"])
        || definition.last_name().is_some_and(|key| NO_READERS.contains(&key));
    if is_kept || cx.module.declares(&definition.path) {
        return;
    }
    let is_tmpfiles = definition.is_below(&["systemd", "tmpfiles"]);
    for item in definition.value.items() {
        let ValueKind::Str(text) = &item.value.kind else {
            continue;
        };
        let text = text.with_holes();
        let is_rule_for_cleaning = is_tmpfiles && text.starts_with(['R', 'r']);
        let Some(path) = text.lines().filter(|line| !is_cleaning(line)).find_map(internal_in)
        else {
            continue;
        };
        if is_rule_for_cleaning {
            continue;
        }
        let message = format!(
            "\"{path}\" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory"
        );
        let fix = public_path(path).and_then(|new| replace_path(cx, &item, path, &new));
        cx.report(definition.place.key, message).severity(Severity::Warning).fix(fix).emit();
        return;
    }
}

/// A line of a script that reads nothing: a comment, or the removal of old state.
fn is_cleaning(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || line.starts_with("rm ")
}

/// The path below an internal directory; the directory itself is left to backups.
fn internal_in(text: &str) -> Option<&str> {
    let (at, root) = INTERNAL.iter().find_map(|root| text.find(root).map(|at| (at, root)))?;
    let rest = &text[at..];
    let end =
        rest.find(|it: char| it.is_whitespace() || "\"';,)".contains(it)).unwrap_or(rest.len());
    let path = &rest[..end];
    (path.len() > root.len() + 1 && path[root.len()..].starts_with('/')).then_some(path)
}

/// `/var/lib/acme/.lego/<c>/../<c>.key` is `/var/lib/acme/<c>/key.pem`.
fn public_path(path: &str) -> Option<String> {
    let (cert, file) = path.strip_prefix("/var/lib/acme/.lego/")?.split_once("/../")?;
    let public = match file.strip_prefix(cert)? {
        ".key" => "key.pem",
        ".crt" => "fullchain.pem",
        _ => return None,
    };
    Some(format!("/var/lib/acme/{cert}/{public}"))
}

fn replace_path(cx: &LintContext<'_>, item: &Item, old: &str, new: &str) -> Option<Fix> {
    let source = cx.text().get(usize::from(item.range.start())..usize::from(item.range.end()))?;
    let at = item.range.start() + TextSize::new(source.find(old)? as u32);
    let edit = TextEdit::replace(TextRange::at(at, TextSize::of(old)), new);
    Some(Fix::risky("Read the published file instead", cx.source.id, edit))
}
