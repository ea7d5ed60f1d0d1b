//! Reports chains that are sent twice.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::views::acme::settings;
use crate::views::cert_paths::{cert_file, cert_files};
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// The chain of a certificate in addition to a file that contains it.
    ///
    /// ## Why
    /// `fullchain.pem`, and `cert.pem` which is a link to it, hold the certificate and its chain.
    /// With the chain once more, every handshake is longer, and some clients refuse it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   services.httpd.virtualHosts.a = {
    ///     sslServerCert = "/var/lib/acme/a.example/fullchain.pem";
    ///     sslServerKey = "/var/lib/acme/a.example/key.pem";
    ///     sslServerChain = "/var/lib/acme/a.example/chain.pem";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   services.httpd.virtualHosts.a = {
    ///     sslServerCert = "/var/lib/acme/a.example/fullchain.pem";
    ///     sslServerKey = "/var/lib/acme/a.example/key.pem";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes `sslServerChain`, so that the chain is sent once. For scripts there is none.
    ///
    /// ## When it is silent
    /// Files of another program, and scripts that put the key and `fullchain.pem` together.
    ///
    /// ## References
    /// nixpkgs pull request 80861.
    pub(crate) static ACME_DUPLICATE_CHAIN = {
        name: "acme-duplicate-chain", group: Tls, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const MESSAGE: &str = "fullchain.pem already contains the chain; it is sent twice";
const SCRIPTS: &[&str] = &["script", "preStart", "postStart", "reload"];

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains("chain.pem") {
        return;
    }
    let module = cx.module;
    for definition in &module.definitions {
        let is_script = definition.unit_part().is_some_and(|it| {
            it.section.is_empty() && it.rest.is_empty() && SCRIPTS.contains(&it.key)
        });
        if is_script {
            if is_joined(&text_of(definition), false) && !module.hides(definition) {
                cx.report(definition.place.key, MESSAGE).emit();
            }
        } else if definition.last_name() == Some("sslServerChain")
            && definition.is_below(&["services", "httpd"])
            && matches!(definition.value.kind, ValueKind::Str(_) | ValueKind::Path(_))
            && has_full_chain(cx, definition)
            && !module.hides(definition)
            && !module.declares(&definition.path)
        {
            let edit = edits::delete_definition(cx.root, cx.text(), &definition.place, 1);
            let fix = edit.map(|edit| Fix::risky("Delete `sslServerChain`", cx.source.id, edit));
            cx.report(definition.place.key, MESSAGE).fix(fix).emit();
        }
    }
    for setting in settings(cx, &["postRun"]) {
        if let ValueKind::Str(text) = &setting.value.kind
            && is_joined(&text.with_holes(), true)
        {
            cx.report(setting.place.key, MESSAGE).emit();
        }
    }
}

fn text_of(definition: &Definition) -> String {
    match &definition.value.kind {
        ValueKind::Str(text) => text.with_holes(),
        _ => String::new(),
    }
}

/// Whether the certificate next to this option has its chain with it.
fn has_full_chain(cx: &LintContext<'_>, chain: &Definition) -> bool {
    let certs: Vec<&Definition> = cx
        .module
        .sharing(chain, chain.path.len() - 1)
        .filter(|other| {
            other.path.len() == chain.path.len()
                && other.last_name() == Some("sslServerCert")
                && !other.excludes(chain)
        })
        .collect();
    !certs.is_empty()
        && certs.iter().all(|cert| {
            let path = text_of(cert);
            cert_file(&path).is_some_and(|it| ["fullchain", "cert"].contains(&it.file))
        })
}

/// Whether a script puts a certificate with its chain and the chain into one file; `is_inside` the
/// folder of a certificate their names alone say it.
fn is_joined(script: &str, is_inside: bool) -> bool {
    let is_elsewhere = script.lines().any(|line| line.trim_start().starts_with("cd "));
    script.lines().any(|line| {
        let mut words = line.split_whitespace();
        let is_cat = words.next().is_some_and(|word| word == "cat" || word.ends_with("/cat"));
        let arguments: Vec<&str> =
            words.take_while(|word| !word.starts_with(['>', '|', ';', '&'])).collect();
        let part = |word: &str| -> Option<(String, String)> {
            let files = cert_files(word);
            if let [file] = files.as_slice() {
                return Some((file.cert.to_owned(), file.file.to_owned()));
            }
            let name = word.trim_matches('"').strip_suffix(".pem")?;
            let is_own =
                is_inside && !is_elsewhere && ["fullchain", "cert", "chain"].contains(&name);
            is_own.then(|| (String::new(), name.to_owned()))
        };
        let parts: Vec<_> = arguments.iter().filter_map(|word| part(word)).collect();
        let holds_chain = |file: &str| file == "fullchain" || file == "cert";
        is_cat
            && parts.iter().enumerate().any(|(index, (cert, file))| {
                file == "chain"
                    && parts[..index].iter().any(|(other, file)| other == cert && holds_chain(file))
            })
    })
}
