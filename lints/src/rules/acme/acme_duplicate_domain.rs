//! Reports two certificates of the same names.

use rustc_hash::FxHashMap;

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::certs::{Cert, Certs};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Two certificates for the same domains with the same kind of key.
    ///
    /// ## Why
    /// In 20.03 one of them overwrites the other. Later both are ordered, and both count for the limit
    /// that the certificate authority sets on duplicates.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs.one = { domain = "a.example"; webroot = "/w"; };
    ///   security.acme.certs.two = { domain = "a.example"; webroot = "/w"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs.one = { domain = "a.example"; webroot = "/w"; };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Different key types, servers or further domains, which make two certificates; computed values;
    /// files that no file imports together.
    ///
    /// ## References
    /// nixpkgs issue 84409.
    pub(crate) static ACME_DUPLICATE_DOMAIN = {
        name: "acme-duplicate-domain", group: Acme, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::since(20, 3),
        fix: None, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let known: Vec<(&Cert<'_>, String, Vec<String>)> = certs
        .all
        .iter()
        .filter(|cert| cert.is_known())
        .filter_map(|cert| Some((cert, domain(cert)?, names(cert)?)))
        .collect();
    let mut earlier: FxHashMap<(&String, &Vec<String>), Vec<&Cert<'_>>> = FxHashMap::default();
    for (cert, domain, names) in &known {
        let others = earlier.entry((domain, names)).or_default();
        let same = others.iter().find(|other| are_alike(&certs, cert, other)).copied();
        others.push(cert);
        let Some(other) = same else {
            continue;
        };
        // One of the two says the domain.
        let later = cert.set("domain").or_else(|| other.set("domain"));
        if let Some(fact) = later {
            let message = format!(
                "\"{}\" and \"{}\" have the same domain {domain} and key type; one overwrites the other (20.03) or both count for the CA's duplicate limit",
                other.name.text(),
                cert.name.text()
            );
            cx.report(fact.file, fact.definition.place.key, message).emit();
        }
    }
}

fn domain(cert: &Cert<'_>) -> Option<String> {
    match cert.option("domain").as_slice() {
        [] => cert.name.name().map(str::to_owned),
        [fact] => fact.definition.value.as_str().map(str::to_owned),
        _ => None,
    }
}

/// The further domains, sorted; `None` if they are not all known.
fn names(cert: &Cert<'_>) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for fact in cert.option("extraDomainNames") {
        let ValueKind::List(list) = &fact.definition.value.kind else {
            return None;
        };
        for item in &list.items {
            let name = item.value.as_str().filter(|_| item.conditions.is_empty())?;
            names.push(name.to_owned());
        }
        if !list.is_complete {
            return None;
        }
    }
    names.sort();
    cert.option("extraDomains").is_empty().then_some(names)
}

/// Whether both have the same keys and servers, and exist together.
fn are_alike<'a>(certs: &Certs<'a>, one: &Cert<'a>, other: &Cert<'a>) -> bool {
    let same = |key: &str| {
        let (ours, theirs) = (one.option(key), other.option(key));
        match (ours.as_slice(), theirs.as_slice()) {
            ([], []) => true,
            ([ours], [theirs]) => {
                let value = |fact: &Fact<'_>| fact.definition.value.as_str().map(str::to_owned);
                value(ours).is_some() && value(ours) == value(theirs)
            }
            _ => false,
        }
    };
    let exist = one.parts.iter().all(|ours| other.parts.iter().all(|it| certs.meet(ours, it)));
    exist && ["keyType", "server", "profile", "csr", "inheritDefaults"].into_iter().all(same)
}
