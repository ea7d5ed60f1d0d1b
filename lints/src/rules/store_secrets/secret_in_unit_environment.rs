//! Reports secrets in the environment of units.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::views::commands::with_marks;
use crate::views::options::is_test;
use crate::views::secrets::is_secret_line;
use crate::{LintContext, Releases, Severity};
use cfglint_syntax::TextRange;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A secret in an environment variable of a unit.
    ///
    /// ## Why
    /// The unit file is in the Nix store, which every user can read, and `systemctl show` prints the
    /// variables to everyone.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.etl.environment.WAREHOUSE_PASSWORD = "opensesame";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.etl.serviceConfig.EnvironmentFile = "/run/secrets/etl";
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Names that do not end in a word for a secret, such as `…_FILE`; values that are paths, addresses,
    /// switches, numbers or places of secrets, and computed ones.
    /// In files below `tests/` it is a hint.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs commit 9e9af4f9c07.
    pub(crate) static SECRET_IN_UNIT_ENVIRONMENT = {
        name: "secret-in-unit-environment", group: StoreSecrets, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Module(check),
    }
}

fn check(cx: &mut LintContext<'_>) {
    let module = cx.module;
    for definition in &module.definitions {
        for (name, range) in secrets(definition) {
            let part = definition.unit_part();
            let is_disabled = part.is_some_and(|part| module.disables(definition, &part));
            if module.hides(definition) || is_disabled {
                continue;
            }
            let message = format!(
                "{name} is readable by every user (unit file in the store); use EnvironmentFile or LoadCredential"
            );
            let is_test = is_test(&cx.source.name);
            let report =
                cx.report(range, message).help("change the secret as well: it has been published");
            match is_test {
                true => report.severity(Severity::Hint).emit(),
                false => report.emit(),
            }
        }
    }
}

/// The variables of a definition that are secrets, and where they stand.
fn secrets(definition: &Definition) -> Vec<(String, TextRange)> {
    let Some(part) = definition.unit_part().filter(|part| part.kind == "services") else {
        return Vec::new();
    };
    let line = |value: &ValueKind| match value {
        ValueKind::Str(text) => Some(with_marks(text)).filter(|text| !text.contains('\n')),
        _ => None,
    };
    match (part.section, part.key, part.rest) {
        ("", "environment", [name]) => {
            let name = name.name().unwrap_or_default();
            let value = line(&definition.value.kind);
            let is_secret = value.is_some_and(|it| is_secret_line(&format!("{name}={it}")));
            let found = is_secret.then(|| (name.to_owned(), definition.place.key));
            found.into_iter().collect()
        }
        ("serviceConfig", "Environment", []) => {
            let items = definition.value.items().into_iter();
            let found = items.filter_map(|item| {
                let text = line(&item.value.kind)?;
                let text = text.trim_matches(['"', '\'']);
                let name = text.split('=').next()?.trim().to_owned();
                // One element may set several variables.
                let is_one = !text.contains(' ');
                let is_alone = item.range == definition.value.range;
                let range = if is_alone { definition.place.key } else { item.range };
                (is_one && is_secret_line(text)).then_some((name, range))
            });
            found.collect()
        }
        _ => Vec::new(),
    }
}
