//! Reports files with secrets that lie in the Nix store.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item, Segment, TextPart, Value, ValueKind};
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
    /// Encrypted files, texts in which only the places of secrets stand, empty and computed values.
    /// Options that the project itself declares: what they do with the file is for it to know.
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

const OPTIONS: &[&str] = &[
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
    for report in cx.reports {
        for definition in &report.module.definitions {
            if !is_meant(definition) {
                continue;
            }
            let is_environment = definition.last_name() == Some("EnvironmentFile");
            let items = definition.value.items();
            let Some(item) = items.iter().find(|item| leaks(&item.value, is_environment)) else {
                continue;
            };
            let declared = declared.get_or_insert_with(|| {
                cx.reports
                    .iter()
                    .flat_map(|report| report.module.declared.iter().map(Vec::as_slice))
                    .collect()
            });
            let path = definition.path.as_slice();
            let is_own = !is_environment
                && (1..=path.len()).any(|length| declared.contains(&path[..length]));
            if !is_own && !report.module.hides(definition) && !is_disabled(report, definition) {
                report_file(cx, report, definition, item);
            }
        }
    }
}

/// Whether it is an option that takes the path of a file with secrets.
fn is_meant(definition: &Definition) -> bool {
    let Some(key) = definition.last_name() else {
        return false;
    };
    if key == "EnvironmentFile" {
        return definition.unit_part().is_some_and(|it| it.is("services", "serviceConfig", key));
    }
    OPTIONS.contains(&key)
        && definition.path.len() > 1
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

fn leaks(value: &Value, is_environment: bool) -> bool {
    match &value.kind {
        ValueKind::Path(path) => is_secret_path(path, is_environment),
        ValueKind::Call { arguments, .. } => {
            arguments.last().is_some_and(|text| match &text.kind {
                ValueKind::Str(text) => {
                    let text: String = text
                        .parts
                        .iter()
                        .map(|part| match part {
                            TextPart::Literal(text) => &**text,
                            TextPart::Hole(_) => HOLE,
                        })
                        .collect();
                    text.lines().any(is_secret_line)
                }
                _ => false,
            })
        }
        _ => false,
    }
}

/// Stands for an interpolation.
const HOLE: &str = "\u{1}";

fn is_secret_path(path: &str, is_environment: bool) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let is_encrypted = [".age", ".gpg", ".asc", ".enc"].iter().any(|end| name.ends_with(end))
        || path.contains("sops");
    let sounds_secret =
        ["secret", "cred", "passw", "token", "key"].iter().any(|word| name.contains(word));
    !is_encrypted && (!is_environment || sounds_secret || name.ends_with(".env"))
}

/// Values of switches, which are no secrets whatever the name says.
const SETTINGS: &[&str] = &[
    "", "true", "false", "yes", "no", "on", "off", "null", "none", "enabled", "disabled",
    "required", "optional",
];

/// `NAME=value` where the name speaks of a secret and the value is one.
fn is_secret_line(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "SECRET_KEY",
        "TOKEN",
        "API_KEY",
        "APIKEY",
        "PRIVATE_KEY",
    ];
    let line = line.trim();
    let Some((name, value)) = line.strip_prefix("export ").unwrap_or(line).split_once('=') else {
        return false;
    };
    let name = name.trim().to_ascii_uppercase();
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let value = value.trim().trim_matches(['"', '\'']);
    let is_place =
        value.starts_with(['/', '$', '%', '{', '@', '<', '#', '!', '~']) || value.contains("://");
    let lower = value.to_ascii_lowercase();
    let is_setting = SETTINGS.contains(&lower.as_str()) || value.parse::<f64>().is_ok();
    let is_mask = value.chars().all(|it| matches!(it, '*' | 'x' | 'X' | '.'));
    // What an interpolation makes a path or a host of is not known.
    let is_computed = value.contains(HOLE)
        && (!value.starts_with(|it: char| it.is_ascii_alphanumeric())
            || value.contains(['/', ':', '.']));
    is_name
        && NAMES.iter().any(|end| name.ends_with(end))
        && !(is_place || is_setting || is_mask || is_computed)
}
