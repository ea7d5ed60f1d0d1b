//! Reports files with secrets that lie in the Nix store.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, TextPart, Value, ValueKind};
use crate::{LintContext, Releases, Severity};

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
    /// {
    ///   systemd.services.crm.serviceConfig.EnvironmentFile = "/run/secrets/crm";
    /// }
    /// ```
    ///
    /// ## Fix
    /// None: where the secret should come from is for you to say, and it has to be changed as well, since
    /// it has been published.
    ///
    /// ## When it is silent
    /// Encrypted files, texts in which only the places of secrets stand, empty and computed values.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs commit 9e9af4f9c07.
    pub(crate) static ENVIRONMENT_FILE_IN_STORE = {
        name: "environment-file-in-store", group: StoreSecrets, severity: Error,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Definition(
            &[
                "EnvironmentFile", "environmentFile", "environmentFiles", "credentialsFile", "passwordFile",
                "passFile", "secretKeyFile", "tokenFile",
            ],
            check,
        ),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(key) = definition.last_name() else {
        return;
    };
    let is_environment = key == "EnvironmentFile";
    let is_directive =
        definition.unit_part().is_some_and(|part| part.is("services", "serviceConfig", key));
    if (is_environment && !is_directive)
        || cx.module.hides(definition)
        || cx.module.declares(&definition.path)
    {
        return;
    }
    let leaks = definition.value.items().iter().any(|item| leaks(&item.value, is_environment));
    if !leaks {
        return;
    }
    let message = format!(
        "{key} points into the world-readable Nix store; give a path outside it (/run/secrets/..)"
    );
    let is_test = cx.source.name.split('/').any(|part| part == "tests" || part == "test");
    let report = cx
        .report(definition.place.key, message)
        .help("keep the secret in a file that only its reader can open, and change it: it has been published");
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
        value.starts_with(['/', '$', '%', '{', '@', '<', '#', '!']) || value.contains("://");
    let is_plain =
        matches!(value.to_ascii_lowercase().as_str(), "" | "true" | "false" | "null" | "none")
            || value.parse::<f64>().is_ok()
            || value.replace(HOLE, "").is_empty()
            || value.chars().all(|it| matches!(it, '*' | 'x' | 'X' | '.'));
    is_name && NAMES.iter().any(|end| name.ends_with(end)) && !is_place && !is_plain
}

#[cfg(test)]
mod tests {
    use super::ENVIRONMENT_FILE_IN_STORE;
    use crate::testing::check;

    #[test]
    fn a_written_text() {
        check(
            &ENVIRONMENT_FILE_IN_STORE,
            r#"
{ pkgs, ... }: {
  systemd.services.crm.serviceConfig.EnvironmentFile = pkgs.writeText "crm" "CRM_SECRET=swordfish";
                                   # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
"#,
        );
    }

    #[test]
    fn through_let_in_a_list_and_as_path() {
        check(
            &ENVIRONMENT_FILE_IN_STORE,
            r#"
{ pkgs, ... }:
let e = builtins.toFile "e" ''
    MODE=live
    export SMTP_PASSWORD='tr0ub4dor'
  '';
in {
  systemd.services.crm.serviceConfig.EnvironmentFile = [ "/etc/crm.env" e ];
                                   # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
  services.crm.tokenFile = ./token;
             # ^^^^^^^^^ error: tokenFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
"#,
        );
    }

    #[test]
    fn interpolated() {
        check(
            &ENVIRONMENT_FILE_IN_STORE,
            r#"
{ pkgs, ... }:
let file = pkgs.writeText "e" "API_KEY=abcdef0123";
in {
  systemd.services.crm.serviceConfig.EnvironmentFile = "${file}";
                                   # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
"#,
        );
    }

    #[test]
    fn no_secret_inside() {
        check(
            &ENVIRONMENT_FILE_IN_STORE,
            r#"
{ pkgs, config, ... }: {
  systemd.services.a.serviceConfig.EnvironmentFile = pkgs.writeText "a" "CRM_SECRET_FILE=/run/secrets/crm";
  systemd.services.b.serviceConfig.EnvironmentFile = pkgs.writeText "b" ''ADMIN_TOKEN=""'';
  systemd.services.c.serviceConfig.EnvironmentFile = pkgs.writeText "c" "TOKEN=${config.x}";
  systemd.services.d.serviceConfig.EnvironmentFile = ./defaults.conf;
  services.d.tokenFile = ./token.age;
}
"#,
        );
    }

    #[test]
    fn outside_the_store() {
        check(
            &ENVIRONMENT_FILE_IN_STORE,
            r#"
{ config, ... }: {
  systemd.services.crm.serviceConfig.EnvironmentFile = config.sops.secrets.crm.path;
  services.crm.passwordFile = "/run/secrets/crm";
}
"#,
        );
    }
}
