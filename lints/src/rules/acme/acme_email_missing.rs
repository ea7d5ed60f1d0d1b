//! Reports certificates without an address for the account.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::memory::TextTest;
use crate::views::options::is_since;
use crate::views::world::{is_closed, may_be_set};
use crate::{ProjectContext, Release, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Certificates without an e-mail address for the account.
    ///
    /// ## Why
    /// Up to 25.11 NixOS refuses to evaluate a machine with certificates unless there is an address to
    /// which the certificate authority can write.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   system.stateVersion = "23.05";
    ///   security.acme.acceptTerms = true;
    ///   services.nginx.virtualHosts."a.example".enableACME = true;
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   system.stateVersion = "23.05";
    ///   security.acme = { acceptTerms = true; defaults.email = "root@a.example"; };
    ///   services.nginx.virtualHosts."a.example".enableACME = true;
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Unless all files of a machine are there and can be read, and wherever a file about certificates
    /// speaks of an `email` at all. Where a `system.stateVersion` of 26.05 or later shows that no
    /// older release is in use.
    ///
    /// ## References
    /// nixpkgs pull requests 77578 and 489983, issue 85534.
    pub(crate) static ACME_EMAIL_MISSING = {
        name: "acme-email-missing", group: Acme, severity: Error,
        on_by_default: true, scope: ClosedWorld, holds: Releases::between((20, 3), (25, 11)),
        fix: None, since: "0.1.0", check: Check::Project(check),
    }
}

/// The first release that wants none.
const WITHOUT: Release = Release { year: 26, month: 5 };

/// Texts that may set the address in some way.
static SPEAKS_OF_IT: TextTest = TextTest(|text| {
    WORDS.as_ref().is_none_or(|words| words.iter().all(|word| word.is_match(text)))
});

/// In letters of any case.
static WORDS: LazyLock<Option<[AhoCorasick; 2]>> = LazyLock::new(|| {
    let word = |word: &str| AhoCorasick::builder().ascii_case_insensitive(true).build([word]).ok();
    Some([word("acme")?, word("email")?])
});

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let cert = certs.all.iter().find(|cert| {
        cert.is_known() && cert.parts.iter().all(|fact| fact.definition.conditions.is_empty())
    });
    let is_asking = |fact: &&Fact<'_>| {
        fact.definition.last_name() == Some("enableACME")
            && fact.definition.value.truth() == Some(true)
            && fact.definition.conditions.is_empty()
            && fact.definition.priority == Some(100)
    };
    let place = match cert {
        Some(cert) => cert.name_range(cx),
        None => certs.hosts.iter().find(is_asking).map(|fact| (*fact, fact.definition.place.key)),
    };
    let Some((fact, range)) = place else {
        return;
    };
    // To look at all texts takes longest.
    if !is_since(cx, WITHOUT)
        && !may_be_set(cx, &["security", "acme", "defaults", "email"])
        && !may_be_set(cx, &["security", "acme", "email"])
        && is_closed(cx)
        && cx.files_with(&SPEAKS_OF_IT).is_empty()
    {
        let message = "no ACME account e-mail: set security.acme.defaults.email";
        cx.report(fact.file, range, message).emit();
    }
}
