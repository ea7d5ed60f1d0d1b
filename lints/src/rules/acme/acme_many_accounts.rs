//! Reports certificates that need a second account.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::views::certs::ending;
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A second e-mail address for certificates.
    ///
    /// ## Why
    /// Each address makes an account of its own with the certificate authority, which limits how many
    /// accounts are made from one network.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme = { defaults.email = "a@x.example"; certs."b.example" = { webroot = "/w"; email = "b@x.example"; }; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme = { defaults.email = "a@x.example"; certs."b.example" = { webroot = "/w"; }; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the address where there is a default; the certificate is ordered by the other
    /// account from then on.
    ///
    /// ## When it is silent
    /// Certificates with a server of their own or without the defaults, computed addresses, and files
    /// that no file imports together, such as those of two machines.
    ///
    /// ## References
    /// nixpkgs issue 85152, pull request 87911.
    pub(crate) static ACME_MANY_ACCOUNTS = {
        name: "acme-many-accounts", group: Acme, severity: Hint,
        on_by_default: true, scope: Project, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let defaults = ending(&certs.defaults, "email");
    let mut emails: Vec<(Fact<'_>, &str)> = Vec::new();
    emails.extend(defaults.iter().filter_map(|fact| address(fact, &defaults)));
    for cert in &certs.all {
        let own = cert.option("email");
        let is_apart = ["server", "inheritDefaults"].iter().any(|key| !cert.option(key).is_empty());
        if !is_apart {
            emails.extend(own.iter().filter_map(|fact| address(fact, &own)));
        }
    }
    for (index, (fact, email)) in emails.iter().enumerate() {
        let first = emails[..index].iter().find(|(other, _)| certs.meet(fact, other));
        let Some((first, _)) = first.filter(|(_, other)| other != email) else {
            continue;
        };
        let is_default = first.definition.is_below(&["security", "acme", "defaults"])
            && !fact.definition.is_below(&["security", "acme", "defaults"]);
        let (place, source) = (fact.definition.place, &fact.file.source);
        let edit = edits::delete_definition(cx.parse(fact.file).root(), &source.text, &place, 1)
            .filter(|_| is_default);
        let fix = edit.map(|edit| Fix::risky("Use the default address", source.id, edit));
        let message =
            "a second ACME e-mail makes a second account (account rate limits); use one address";
        let (other, range) = (&first.file.source, first.definition.place.key);
        cx.report(fact.file, place.key, message)
            .related(other, range, "the first address is set here")
            .fix(fix)
            .emit();
    }
}

/// The address that a definition sets, if nothing may hide it.
fn address<'a>(fact: &Fact<'a>, all: &[Fact<'a>]) -> Option<(Fact<'a>, &'a str)> {
    let email = fact.definition.value.as_str()?;
    (!all.iter().any(|other| fact.is_hidden_by(other))).then_some((*fact, email))
}
