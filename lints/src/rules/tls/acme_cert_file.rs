//! Reports published files that do not fit the option they are given to.

use cfglint_syntax::{TextRange, TextSize};

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::views::cert_paths::{CertFile, cert_file};
use crate::{Fix, LintContext, Releases, Severity, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A file of a certificate that does not fit its option.
    ///
    /// ## Why
    /// `cert.pem` is a link to `fullchain.pem` that is kept for old configurations.
    /// `full.pem` holds the private key as well, which a program with an option for the key does not
    /// need there, and may show.
    /// A file of trusted authorities is `chain.pem`; with the server's own chain in it, the server's
    /// certificate is trusted as an authority.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   services.prosody.ssl = { cert = "/var/lib/acme/im.example/cert.pem"; key = "/var/lib/acme/im.example/key.pem"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   services.prosody.ssl = { cert = "/var/lib/acme/im.example/fullchain.pem"; key = "/var/lib/acme/im.example/key.pem"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe from `cert.pem` to `fullchain.pem`, which are one file. Unsafe otherwise: the program reads
    /// another file.
    ///
    /// ## When it is silent
    /// `full.pem` where no option takes the key: haproxy and lighttpd want both in one file.
    /// Settings of units, which may give the files to a program under names of their own.
    ///
    /// ## References
    /// nixpkgs pull requests 80861, 81708 and 91121.
    pub(crate) static ACME_CERT_FILE = {
        name: "acme-cert-file", group: Tls, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

/// Names of options for trusted authorities, in small letters.
const AUTHORITIES: &[&str] =
    &["cafile", "ca_file", "cacertfile", "ca-cert-file", "trustedcertificate"];

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains(".pem") {
        return;
    }
    let module = cx.module;
    for definition in &module.definitions {
        let ValueKind::Str(text) = &definition.value.kind else {
            continue;
        };
        let path = text.with_holes();
        let Some(file) = cert_file(&path) else {
            continue;
        };
        if definition.unit_part().is_some()
            || definition.is_below(&["environment"])
            || module.hides(definition)
            || module.declares(&definition.path)
        {
            continue;
        }
        let name = definition.last_name().unwrap_or_default().to_ascii_lowercase();
        let is_authority = AUTHORITIES.iter().any(|suffix| name.ends_with(suffix));
        match file.file {
            "cert" | "fullchain" | "full" if is_authority => {
                let message = "a CA file needs chain.pem, not the server's own chain";
                let fix = replace(cx, definition, &file, "chain");
                let severity = Severity::Warning;
                cx.report(definition.place.key, message).severity(severity).fix(fix).emit();
            }
            "cert" => {
                let message = "cert.pem is only a compatibility link, use fullchain.pem";
                let fix = replace(cx, definition, &file, "fullchain");
                cx.report(definition.place.key, message).fix(fix).emit();
            }
            "full" if has_key(cx, definition, &file) => {
                let message =
                    "full.pem contains the private key, use fullchain.pem next to a key option";
                let fix = replace(cx, definition, &file, "fullchain");
                cx.report(definition.place.key, message).fix(fix).emit();
            }
            _ => {}
        }
    }
}

/// Whether an option next to this one takes the key of the same certificate.
fn has_key(cx: &LintContext<'_>, definition: &Definition, file: &CertFile<'_>) -> bool {
    let Some((_, parent)) = definition.path.split_last() else {
        return false;
    };
    cx.module.definitions.iter().any(|other| {
        let is_sibling = other.root == definition.root
            && other.path.split_last().is_some_and(|(_, it)| it == parent)
            && !other.excludes(definition);
        let ValueKind::Str(text) = &other.value.kind else {
            return false;
        };
        let path = text.with_holes();
        is_sibling && cert_file(&path).is_some_and(|it| it.file == "key" && it.cert == file.cert)
    })
}

fn replace(
    cx: &LintContext<'_>,
    definition: &Definition,
    file: &CertFile<'_>,
    new: &str,
) -> Option<Fix> {
    let range = definition.value.range;
    let old = format!("{}.pem", file.file);
    let at = cx.text()[range].rfind(&old)?;
    let is_own = definition.place.statement.contains_range(range) && !definition.place.is_shared;
    let place = TextRange::at(range.start() + TextSize::new(at as u32), TextSize::of(&*old));
    let edit = TextEdit::replace(place, format!("{new}.pem"));
    let title = format!("Use `{new}.pem`");
    is_own.then(|| match (file.file, new) {
        ("cert", "fullchain") => Fix::safe(title, cx.source.id, edit),
        _ => Fix::risky(title, cx.source.id, edit),
    })
}
