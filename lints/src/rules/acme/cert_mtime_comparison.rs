//! Reports scripts that tell a new certificate by the time of its file.

use cfglint_syntax::ast::{AstNode, Expr};

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::acme::settings;
use crate::views::syntax::{name_of, spine};
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A script that compares the time of a certificate's file.
    ///
    /// ## Why
    /// Two files that are written within one second have the same time on many file systems, and a
    /// copy or a restored backup has whatever time it was given. The new certificate is then missed.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.push.script = "[ /srv/x.pem -nt /run/last ] && push /srv/x.pem";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.push.script = "cmp -s /srv/x.pem /run/x.pem || push /srv/x.pem";
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Comparisons on lines that name no `.pem`, `.crt` or `.key` file.
    ///
    /// ## References
    /// nixpkgs pull request 91121.
    pub(crate) static CERT_MTIME_COMPARISON = {
        name: "cert-mtime-comparison", group: Acme, severity: Hint,
        on_by_default: false, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Module(check),
    }
}

const SCRIPTS: &[&str] = &["script", "preStart", "postStart", "preStop", "postStop", "reload"];
const WRITERS: &[&str] =
    &["writeShellScript", "writeShellScriptBin", "writeScript", "writeScriptBin"];
const MESSAGE: &str = "file times do not show a new certificate reliably (two writes in one second); compare contents (cmp)";

fn check(cx: &mut LintContext<'_>) {
    if ![" -nt ", " -ot ", "-c %Y", "-newer"].iter().any(|it| cx.text().contains(it)) {
        return;
    }
    let mut keys = Vec::new();
    for definition in &cx.module.definitions {
        let is_script = definition.unit_part().is_some_and(|it| {
            it.section.is_empty() && it.rest.is_empty() && SCRIPTS.contains(&it.key)
        });
        if let ValueKind::Str(text) = &definition.value.kind
            && is_script
            && compares(&text.with_holes())
            && !cx.module.hides(definition)
        {
            keys.push(definition.place.key);
        }
    }
    for setting in settings(cx, &["postRun"]) {
        if let ValueKind::Str(text) = &setting.value.kind
            && compares(&text.with_holes())
        {
            keys.push(setting.place.key);
        }
    }
    for node in cx.root.descendants() {
        let Some(call @ Expr::Apply(_)) = Expr::cast(node) else {
            continue;
        };
        let (head, arguments) = spine(call);
        let is_writer = name_of(head).is_some_and(|name| WRITERS.contains(&&*name));
        if let [_, text] = arguments.as_slice()
            && is_writer
            && compares(&cx.text()[text.range()])
        {
            keys.push(head.range());
        }
    }
    keys.sort_unstable_by_key(|key| key.start());
    keys.dedup();
    for key in keys {
        cx.report(key, MESSAGE).emit();
    }
}

fn compares(script: &str) -> bool {
    script.lines().any(|line| {
        let is_comment = line.trim_start().starts_with('#');
        let names_cert = [".pem", ".crt", ".key"].iter().any(|suffix| {
            let mut ends = line.match_indices(suffix).map(|(at, _)| &line[at + suffix.len()..]);
            ends.any(|rest| !rest.starts_with(|it: char| it.is_alphanumeric() || it == '_'))
        });
        let compares = line.contains(" -nt ")
            || line.contains(" -ot ")
            || line.contains(" -newer ")
            || (line.contains("stat ") && line.contains("-c %Y"));
        !is_comment && names_cert && compares
    })
}
