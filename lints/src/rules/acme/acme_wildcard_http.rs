//! Reports wildcards that are to be validated over HTTP.

use cfglint_syntax::TextRange;

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::views::certs::{Cert, ending};
use crate::views::world::{is_closed, may_be_set};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A wildcard in a certificate that is not validated by DNS.
    ///
    /// ## Why
    /// Certificate authorities validate a wildcard by DNS only, since a web server shows nothing of the
    /// other names below a domain. The order fails.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { webroot = "/w"; extraDomainNames = [ "*.a.example" ]; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { dnsProvider = "ovh"; extraDomainNames = [ "*.a.example" ]; };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Certificates with a provider of DNS, and those of which nothing is said here, unless the files
    /// are all of a machine.
    ///
    /// ## References
    /// RFC 8555, section 7.1.3; nixpkgs pull request 77578.
    pub(crate) static ACME_WILDCARD_HTTP = {
        name: "acme-wildcard-http", group: Acme, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let mut is_whole: Option<bool> = None;
    for cert in &certs.all {
        let Some((fact, range, domain)) = wildcard(cert) else {
            continue;
        };
        let may_use_dns = cert
            .option("dnsProvider")
            .iter()
            .any(|fact| !matches!(fact.definition.value.kind, crate::model::ValueKind::Null));
        if may_use_dns {
            continue;
        }
        let over_http = ["webroot", "listenHTTP", "s3Bucket"]
            .iter()
            .filter_map(|key| cert.set(key))
            .any(|other| certs.meet(&fact, &other));
        let is_certain = over_http
            || cert.is_known()
                && ending(&certs.defaults, "dnsProvider").is_empty()
                && *is_whole.get_or_insert_with(|| {
                    is_closed(cx)
                        && !may_be_set(cx, &["security", "acme", "defaults", "dnsProvider"])
                });
        if is_certain {
            let message =
                format!("wildcard \"{domain}\" can only be validated by DNS; set dnsProvider");
            cx.report(fact.file, range, message).emit();
        }
    }
}

/// The first wildcard of a certificate, and where it stands.
fn wildcard<'a>(cert: &Cert<'a>) -> Option<(Fact<'a>, TextRange, String)> {
    let domain = cert.set("domain").and_then(|fact| {
        let domain = fact.definition.value.as_str()?.to_owned();
        Some((fact, fact.definition.place.key, domain))
    });
    let names = cert.option("extraDomainNames");
    let extra = names.iter().flat_map(|fact| {
        let is_hidden = names.iter().any(|other| fact.is_hidden_by(other));
        let items = if is_hidden { Vec::new() } else { fact.definition.value.items() };
        items
            .into_iter()
            .filter(|item| item.conditions.is_empty())
            .filter_map(|item| Some((*fact, item.range, item.value.as_str()?.to_owned())))
    });
    domain.into_iter().chain(extra).find(|(_, _, name)| name.starts_with("*."))
}
