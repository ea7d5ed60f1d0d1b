//! Reports providers of DNS without the means to log in.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::views::certs::{ending, set_in};
use crate::views::world::{is_closed, may_be_set};
use crate::{Fix, ProjectContext, Releases, Severity, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A `dnsProvider` without credentials.
    ///
    /// ## Why
    /// To validate a domain by DNS, lego writes a record with the provider, for which it has to log in.
    /// Without credentials the order fails.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   system.stateVersion = "24.05";
    ///   security.acme = { acceptTerms = true; defaults.email = "a@b.example"; certs."a.example" = { dnsProvider = "ovh"; }; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   system.stateVersion = "24.05";
    ///   security.acme = { acceptTerms = true; defaults.email = "a@b.example"; certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/secrets/acme-dns"; }; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: names a file in `/run/secrets`, where you have to provide it.
    ///
    /// ## When it is silent
    /// Unless all files of a machine are there and can be read. Where the project sets anything of a
    /// unit `acme-…`, which may give the credentials.
    /// For providers that find credentials on the machine itself, in some clouds, it is a hint.
    ///
    /// ## References
    /// The provider's page of lego's documentation; nixpkgs pull request 77578.
    pub(crate) static ACME_DNS_CREDENTIALS_MISSING = {
        name: "acme-dns-credentials-missing", group: Acme, severity: Warning,
        on_by_default: true, scope: ClosedWorld, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const CREDENTIALS: &[&str] = &["environmentFile", "credentialFiles", "credentialsFile"];
/// Providers that also take what the machine itself has.
const AMBIENT: &[&str] = &["route53", "gcloud", "azuredns", "azure", "oraclecloud", "lightsail"];

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let has_default = certs.defaults.iter().any(|fact| {
        fact.definition
            .path
            .get(3)
            .is_none_or(|it| it.name().is_none_or(|it| CREDENTIALS.contains(&it)))
    });
    if has_default {
        return;
    }
    let mut found: Vec<Fact<'_>> = Vec::new();
    for cert in certs.all.iter().filter(|cert| cert.is_known()) {
        if CREDENTIALS.iter().all(|key| cert.option(key).is_empty()) {
            found.extend(cert.set("dnsProvider"));
        }
    }
    let none_has = certs
        .all
        .iter()
        .all(|cert| cert.is_known() && CREDENTIALS.iter().all(|key| cert.option(key).is_empty()));
    if none_has && !certs.all.is_empty() {
        found.extend(set_in(&ending(&certs.defaults, "dnsProvider")));
    }
    if found.is_empty() || !is_whole(cx) {
        return;
    }
    for fact in found {
        let Some(provider) = fact.definition.value.as_str() else {
            continue;
        };
        let (place, source) = (fact.definition.place, &fact.file.source);
        let path = place.before_key(&source.text);
        let fix = (!place.is_shared && !place.is_partial).then(|| {
            let new = format!("{path}environmentFile = \"/run/secrets/acme-dns\";");
            let edit = edits::insert_after(&source.text, place.statement, &new);
            Fix::risky(
                "Read /run/secrets/acme-dns, which you then have to provide",
                source.id,
                edit,
            )
        });
        let message = format!(
            "dnsProvider \"{provider}\" without environmentFile or credentialFiles: lego will find no credentials"
        );
        let report = cx.report(fact.file, place.key, message).fix(fix);
        match AMBIENT.contains(&provider) {
            true => report.severity(Severity::Hint).emit(),
            false => report.emit(),
        }
    }
}

/// Whether credentials would be seen if there were any.
fn is_whole(cx: &ProjectContext<'_>) -> bool {
    let touches_unit = cx
        .definitions_under("systemd")
        .any(|(_, definition)| definition.path.iter().any(|it| it.text().contains("acme")));
    !touches_unit
        && is_closed(cx)
        && CREDENTIALS.iter().all(|key| !may_be_set(cx, &["security", "acme", "defaults", key]))
}
