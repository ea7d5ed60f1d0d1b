//! Reports certificates that cannot be validated.

use crate::lint::{Check, declare_lint};
use crate::views::certs::ending;
use crate::views::world::{is_closed, may_be_set, mentions_more_than};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A certificate without any kind of challenge.
    ///
    /// ## Why
    /// The certificate authority has to be shown that the domain is yours, and NixOS refuses a
    /// certificate of which nothing says how.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   system.stateVersion = "24.05";
    ///   security.acme = { acceptTerms = true; defaults.email = "a@b.example"; };
    ///   security.acme.certs."a.example".group = "nginx";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   system.stateVersion = "24.05";
    ///   security.acme = { acceptTerms = true; defaults.email = "a@b.example"; };
    ///   security.acme.certs."a.example".group = "nginx";
    ///   services.nginx.virtualHosts."a.example".enableACME = true;
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Unless all files of a machine are there and can be read; where the name of any certificate is
    /// computed; and where the domain is named a second time, as by a service that makes a virtual host
    /// of that name. Beyond 100 certificates without one.
    ///
    /// ## References
    /// An assertion of `security.acme`; nixpkgs pull request 77578.
    pub(crate) static ACME_CHALLENGE_MISSING = {
        name: "acme-challenge-missing", group: Acme, severity: Error,
        on_by_default: true, scope: ClosedWorld, holds: Releases::since(20, 3),
        fix: None, since: "0.1.0", check: Check::Project(check),
    }
}

const KINDS: &[&str] = &["dnsProvider", "webroot", "listenHTTP", "s3Bucket"];

/// To see whether something else speaks of one is a look at all texts.
const LIMIT: usize = 100;

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let are_known = certs.all.iter().all(|cert| cert.is_known());
    let has_default = KINDS.iter().any(|kind| !ending(&certs.defaults, kind).is_empty());
    if certs.all.is_empty() || !are_known || has_default {
        return;
    }
    let mut is_whole: Option<bool> = None;
    let mut asked = 0;
    for cert in &certs.all {
        let name = cert.name.text();
        let is_set = KINDS.iter().any(|kind| !cert.option(kind).is_empty());
        let is_conditional = cert.parts.iter().any(|fact| !fact.definition.conditions.is_empty());
        if is_set || is_conditional {
            continue;
        }
        asked += 1;
        if asked > LIMIT {
            return;
        }
        if mentions_more_than(cx, name, cert.parts.len()) {
            continue;
        }
        let is_whole = *is_whole.get_or_insert_with(|| {
            is_closed(cx)
                && KINDS.iter().all(|kind| !may_be_set(cx, &["security", "acme", "defaults", kind]))
                && !cx.reports().iter().any(|report| {
                    report
                        .module
                        .declared
                        .iter()
                        .any(|path| path.get(1).is_some_and(|it| it.name() == Some("acme")))
                })
        });
        if !is_whole {
            return;
        }
        if let Some((fact, range)) = cert.name_range(cx) {
            let message = format!(
                "\"{name}\" has no challenge: set dnsProvider, webroot, listenHTTP or s3Bucket"
            );
            cx.report(fact.file, range, message).emit();
        }
    }
}
