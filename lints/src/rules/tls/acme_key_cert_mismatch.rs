//! Reports a certificate that is used with the key of another one.

use cfglint_syntax::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Segment, Value, ValueKind};
use crate::views::cert_paths::{CertFile, cert_files, is_fixed};
use crate::{Fix, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// The certificate of one name with the private key of another.
    ///
    /// ## Why
    /// Each certificate of ACME has a key of its own. A server that is given the key of another one
    /// refuses to start, or every handshake with it fails.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   services.nginx.virtualHosts.a = {
    ///     sslCertificate = "/var/lib/acme/a.example/fullchain.pem";
    ///     sslCertificateKey = "/var/lib/acme/b.example/key.pem";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   services.nginx.virtualHosts.a = {
    ///     sslCertificate = "/var/lib/acme/a.example/fullchain.pem";
    ///     sslCertificateKey = "/var/lib/acme/a.example/key.pem";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: reads the key that belongs to the certificate.
    ///
    /// ## When it is silent
    /// Options that are no pair by their names, paths that are not those of ACME, and computed names.
    ///
    /// ## References
    /// nixpkgs pull request 91121.
    pub(crate) static ACME_KEY_CERT_MISMATCH = {
        name: "acme-key-cert-mismatch", group: Tls, severity: Error,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

/// A path that an option or a credential is given.
struct Given<'a> {
    definition: &'a Definition,
    /// The name of the option or credential, without what says key or certificate.
    stem: String,
    cert: String,
    is_key: bool,
    anchor: TextRange,
    value: TextRange,
}

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains("key.pem") {
        return;
    }
    let module = cx.module;
    let mut all: Vec<Given<'_>> = Vec::new();
    for definition in &module.definitions {
        if !module.hides(definition) && !module.declares(&definition.path) {
            given(definition, &mut all);
        }
    }
    let mut by_place: FxHashMap<_, Vec<&Given<'_>>> = FxHashMap::default();
    for it in &all {
        let place = (it.definition.root, parent(it.definition), it.stem.as_str());
        by_place.entry(place).or_default().push(it);
    }
    for key in all.iter().filter(|it| it.is_key) {
        let pairs: Vec<&Given<'_>> = by_place
            [&(key.definition.root, parent(key.definition), key.stem.as_str())]
            .iter()
            .copied()
            .filter(|it| !it.definition.excludes(key.definition))
            .collect();
        let certs: Vec<_> = pairs.iter().filter(|it| !it.is_key).collect();
        // Where there are several of a kind, which belong together is not said.
        let [cert] = certs.as_slice() else {
            continue;
        };
        if pairs.len() != 2
            || cert.cert == key.cert
            || !is_fixed(&cert.cert)
            || !is_fixed(&key.cert)
        {
            continue;
        }
        let message = format!(
            "certificate of \"{}\" is paired with the private key of \"{}\"",
            cert.cert, key.cert
        );
        let fix = fix(cx, key, &cert.cert);
        cx.report(key.anchor, message).fix(fix).emit();
    }
}

/// The set that an option stands in; a list of credentials is a set of its own.
fn parent(definition: &Definition) -> &[Segment] {
    match definition.last_name() {
        Some("LoadCredential") => &definition.path,
        _ => definition.path.split_last().map_or(&[], |(_, parent)| parent),
    }
}

fn given<'a>(definition: &'a Definition, all: &mut Vec<Given<'a>>) {
    let key = definition.place.key;
    let is_credential = definition
        .unit_part()
        .is_some_and(|it| it.is("services", "serviceConfig", "LoadCredential"));
    if is_credential {
        for item in definition.value.items() {
            let text = text_of(&item.value);
            let Some((id, path)) = text.split_once(':') else {
                continue;
            };
            all.extend(path_given(definition, id, path, item.range, item.value.range));
        }
    } else if definition.unit_part().is_none()
        && let Some(name) = definition.last_name()
    {
        let path = text_of(&definition.value);
        all.extend(path_given(definition, name, &path, key, definition.value.range));
    }
}

fn text_of(value: &Value) -> String {
    match &value.kind {
        ValueKind::Str(text) => text.with_holes(),
        _ => String::new(),
    }
}

fn path_given<'a>(
    definition: &'a Definition,
    name: &str,
    path: &str,
    anchor: TextRange,
    value: TextRange,
) -> Option<Given<'a>> {
    let files = cert_files(path);
    let [CertFile { cert, file, start: 0, end }] = files.as_slice() else {
        return None;
    };
    let is_key = *file == "key";
    if *end != path.len() || *file == "chain" || (!is_key && is_of_authority(name)) {
        return None;
    }
    let cert = (*cert).to_owned();
    Some(Given { definition, stem: stem(name), cert, is_key, anchor, value })
}

fn is_of_authority(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let marks = ["_ca", "-ca", "cafile", "cacert", "trusted", "chain"];
    name.contains("CA") || lower.starts_with("ca") || marks.iter().any(|it| lower.contains(it))
}

fn stem(name: &str) -> String {
    let mut stem: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    for word in [
        "certificate",
        "cert",
        "privatekey",
        "private",
        "pkey",
        "key",
        "file",
        "path",
        "pem",
        "crt",
    ] {
        stem = stem.replace(word, "");
    }
    stem
}

fn fix(cx: &LintContext<'_>, key: &Given<'_>, cert: &str) -> Option<Fix> {
    let old = format!("/var/lib/acme/{}/", key.cert);
    let at = cx.text()[key.value].find(&old)?;
    let is_own =
        key.definition.place.statement.contains_range(key.value) && !key.definition.place.is_shared;
    let range = TextRange::at(key.value.start() + TextSize::new(at as u32), TextSize::of(&*old));
    let edit = TextEdit::replace(range, format!("/var/lib/acme/{cert}/"));
    is_own.then(|| Fix::risky(format!("Use the key of \"{cert}\""), cx.source.id, edit))
}
