//! Reports certificates that are to be validated in two ways.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::views::certs::{Cert, Certs, ending, set_in};
use crate::views::world::mentions_more_than;
use crate::{Fix, ProjectContext, Releases, edits};

mod hosts;
#[cfg(test)]
mod tests;

declare_lint! {
    /// A certificate with two kinds of challenge.
    ///
    /// ## Why
    /// A certificate is validated in one way, and NixOS refuses one with two: by DNS, in a folder of a
    /// web server, by a server of lego's own, or in a bucket.
    /// `enableACME` of a virtual host adds a folder to the certificate of that name.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/k"; webroot = "/w"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/k"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the other way than DNS; for a virtual host, adds `acmeRoot = null`.
    ///
    /// ## When it is silent
    /// `null`, computed values, and definitions of which only one counts. Files that no file imports
    /// together. What the defaults set, for a certificate that does not inherit them or whose name is
    /// said a second time, as by a virtual host, for which NixOS takes the provider back.
    ///
    /// ## References
    /// nixpkgs pull requests 77578 and 91121.
    pub(crate) static ACME_CHALLENGE_CONFLICT = {
        name: "acme-challenge-conflict", group: Acme, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const KINDS: &[&str] = &["dnsProvider", "webroot", "listenHTTP", "s3Bucket"];

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    for cert in &certs.all {
        let own: Vec<(&str, Fact<'_>)> =
            KINDS.iter().filter_map(|kind| Some((*kind, cert.set(kind)?))).collect();
        match own.as_slice() {
            [] => {}
            [(kind, fact), others @ ..] => {
                let met = others.iter().find(|(_, other)| certs.meet(fact, other));
                match met {
                    Some((other_kind, other)) => {
                        report(cx, cert, (kind, fact), (other_kind, other))
                    }
                    None if others.is_empty() => inherited(cx, &certs, cert, kind, fact),
                    None => {}
                }
            }
        }
        hosts::check(cx, &certs, cert);
    }
}

/// A way of the certificate's own, and another one that it takes from the defaults.
fn inherited<'a>(
    cx: &mut ProjectContext<'a>,
    certs: &Certs<'a>,
    cert: &Cert<'a>,
    kind: &str,
    fact: &Fact<'a>,
) {
    let name = cert.name.text();
    let has_default = KINDS.iter().any(|it| *it != kind && !ending(&certs.defaults, it).is_empty());
    // The module of a web server takes the provider back for the certificates of its hosts.
    if !has_default
        || !cert.option("inheritDefaults").is_empty()
        || mentions_more_than(cx, name, cert.parts.len())
    {
        return;
    }
    for other_kind in KINDS.iter().filter(|it| **it != kind) {
        let is_own = !cert.option(other_kind).is_empty();
        let Some(other) = set_in(&ending(&certs.defaults, other_kind)).filter(|_| !is_own) else {
            continue;
        };
        if certs.meet(fact, &other)
            && fact.definition.conditions.len() >= other.definition.conditions.len()
        {
            let message = format!(
                "\"{name}\" has {kind} and, from the defaults, {other_kind}; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed"
            );
            let (source, range) = (&other.file.source, other.definition.place.key);
            cx.report(fact.file, fact.definition.place.key, message)
                .related(source, range, "the default is set here")
                .help(format!(
                    "set {other_kind} = null for this certificate, or delete one of them"
                ))
                .emit();
            return;
        }
    }
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    cert: &Cert<'a>,
    (first_kind, first): (&str, &Fact<'a>),
    (kind, anchor): (&str, &Fact<'a>),
) {
    let name = cert.name.text();
    let message = format!(
        "\"{name}\" has {first_kind} and {kind}; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed"
    );
    let (place, source) = (anchor.definition.place, &anchor.file.source);
    let edit = edits::delete_definition(cx.parse(anchor.file).root(), &source.text, &place, 1);
    let fix = edit.map(|edit| Fix::risky(format!("Delete `{kind}`"), source.id, edit));
    let (other, range) = (&first.file.source, first.definition.place.key);
    cx.report(anchor.file, place.key, message)
        .related(other, range, format!("{first_kind} is set here"))
        .fix(fix)
        .emit();
}
