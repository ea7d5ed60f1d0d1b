//! Reports the use of lego's own directories.

use cfglint_syntax::TextRange;

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, TextPart, ValueKind};
use crate::{Fix, LintContext, Releases, Severity, TextEdit, edits};

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
    /// Safe: deletes `keyDir`, with which nothing was built. For internal paths there is none, as the
    /// file of a hashed directory cannot be told.
    ///
    /// ## When it is silent
    /// Backups, persistence and cleaning rules for the whole directory.
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
    let fix = edits::delete_definition(cx.root, cx.text(), &definition.place)
        .map(|edit| Fix::safe("Delete `keyDir`", cx.source.id, edit));
    let message = "keyDir is not an option: lego always makes the key next to its certificate";
    cx.report(definition.place.key, message).fix(fix).emit();
}

fn internal_path(cx: &mut LintContext<'_>, definition: &Definition) {
    let is_backup = definition.is_below(&["environment", "persistence"])
        || definition.last_name() == Some("excludes");
    if is_backup || cx.module.declares(&definition.path) {
        return;
    }
    let is_cleaning = definition.is(&["systemd", "tmpfiles", "rules"]);
    for item in definition.value.items() {
        let parts: &[TextPart] = match &item.value.kind {
            ValueKind::Str(text) => &text.parts,
            _ => continue,
        };
        let first = parts.first();
        let removes =
            matches!(first, Some(TextPart::Literal(text)) if text.starts_with(['R', 'r']));
        let text: String = parts
            .iter()
            .map(|part| match part {
                TextPart::Literal(text) | TextPart::Hole(text) => &**text,
            })
            .collect();
        let Some(path) = internal_in(&text) else {
            continue;
        };
        if is_cleaning && removes {
            continue;
        }
        let message = format!(
            "\"{path}\" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory"
        );
        let fix = public_path(path).and_then(|new| replace_path(cx, item.range, path, &new));
        cx.report(definition.place.key, message).severity(Severity::Warning).fix(fix).emit();
        return;
    }
}

/// The path below an internal directory; the directory itself is left to backups.
fn internal_in(text: &str) -> Option<&str> {
    let (at, root) = INTERNAL.iter().find_map(|root| text.find(root).map(|at| (at, root)))?;
    let rest = &text[at..];
    let end =
        rest.find(|it: char| it.is_whitespace() || "\"';,)".contains(it)).unwrap_or(rest.len());
    let path = &rest[..end];
    (path.len() > root.len() + 1).then_some(path)
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

fn replace_path(cx: &LintContext<'_>, item: TextRange, old: &str, new: &str) -> Option<Fix> {
    let source = cx.text().get(usize::from(item.start())..usize::from(item.end()))?;
    let at = item.start() + cfglint_syntax::TextSize::new(source.find(old)? as u32);
    let edit = TextEdit::replace(TextRange::at(at, cfglint_syntax::TextSize::of(old)), new);
    Some(Fix::risky("Read the published file instead", cx.source.id, edit))
}

#[cfg(test)]
mod tests {
    use super::ACME_KEY_DIR;
    use crate::testing::check;

    #[test]
    fn the_option() {
        check(
            &ACME_KEY_DIR,
            r#"
{
  security.acme.certs."a.example" = {
    webroot = "/w";
    keyDir = "/var/lib/acme/keys"; # since 2020
  # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
  };
}
#-- fix
{
  security.acme.certs."a.example" = {
    webroot = "/w";
    # since 2020
  };
}
"#,
        );
    }

    #[test]
    fn an_internal_path_through_let() {
        check(
            &ACME_KEY_DIR,
            r#"
{ ... }:
let k = "/var/lib/acme/.lego/a.example/3f2a9c/a.example.key";
in {
  systemd.services.tlsa.serviceConfig.ExecStart = "/bin/tlsa ${k} -v";
                                    # ^^^^^^^^^ warning: "/var/lib/acme/.lego/a.example/3f2a9c/a.example.key" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory
}
"#,
        );
    }

    #[test]
    fn a_path_past_the_hash() {
        check(
            &ACME_KEY_DIR,
            r#"
{
  services.mail.key = "/var/lib/acme/.lego/mx/../mx.key";
              # ^^^ warning: "/var/lib/acme/.lego/mx/../mx.key" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory
}
#-- unsafe fix
{
  services.mail.key = "/var/lib/acme/mx/key.pem";
}
"#,
        );
    }

    #[test]
    fn public_paths_and_other_options() {
        check(
            &ACME_KEY_DIR,
            r#"
{ config, ... }: {
  systemd.services.tlsa.serviceConfig.ExecStart = "/bin/tlsa ${config.security.acme.certs."a.example".directory}/key.pem";
  services.gitolite.keyDir = "/srv/keys";
}
"#,
        );
    }

    #[test]
    fn the_whole_directory() {
        check(
            &ACME_KEY_DIR,
            r#"
{
  environment.persistence."/keep".directories = [ "/var/lib/acme/.lego/accounts" ];
  services.backup.paths = [ "/var/lib/acme/.lego" ];
  systemd.tmpfiles.rules = [ "R /var/lib/acme/.lego/a.example - - - -" ];
}
"#,
        );
    }

    #[test]
    fn an_option_of_ones_own() {
        check(
            &ACME_KEY_DIR,
            r#"
{ lib, ... }: {
  options.security.acme.keyDir = lib.mkOption { };
  config.security.acme.keyDir = "/keys";
}
"#,
        );
    }
}
