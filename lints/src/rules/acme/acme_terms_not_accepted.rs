//! Reports certificates without a consent to the terms of the authority.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::world::{is_closed, may_be_set, mentions};
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Certificates without `security.acme.acceptTerms`.
    ///
    /// ## Why
    /// NixOS refuses to evaluate a machine with certificates unless one has accepted the terms of the
    /// certificate authority.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.acceptTerms = false;
    ///   security.acme.certs."a.example".webroot = "/w";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.acceptTerms = true;
    ///   security.acme.certs."a.example".webroot = "/w";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: says that you accept the terms, which is for you to decide.
    ///
    /// ## When it is silent
    /// Modules without a machine: where nothing says that you accept, that counts only if all files of
    /// the machine are there. Conditions, `mkDefault`, and several definitions of which one may accept.
    ///
    /// ## References
    /// An assertion of `security.acme`; nixpkgs pull request 77578.
    pub(crate) static ACME_TERMS_NOT_ACCEPTED = {
        name: "acme-terms-not-accepted", group: Acme, severity: Error,
        on_by_default: true, scope: ClosedWorld, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const MESSAGE: &str = "security.acme.acceptTerms must be true to use certificates";

fn check(cx: &mut ProjectContext<'_>) {
    let option = ["security", "acme", "acceptTerms"];
    let certs = cx.certs();
    let Some(first) = certs.all.first() else {
        return;
    };
    let all: Vec<Fact<'_>> = cx
        .definitions_under("security")
        .filter(|(_, definition)| definition.is(&option))
        .map(|(file, definition)| Fact { file, definition })
        .collect();
    if all.is_empty() {
        let is_absent = !mentions(cx, "acceptTerms")
            && first.is_known()
            && first.parts.iter().all(|fact| fact.definition.conditions.is_empty())
            && is_closed(cx)
            && !may_be_set(cx, &option);
        if let Some((fact, range)) = first.name_range(cx).filter(|_| is_absent) {
            cx.report(fact.file, range, MESSAGE).emit();
        }
        return;
    }
    let is_refused = |fact: &Fact<'_>| {
        matches!(fact.definition.value.kind, ValueKind::Bool(false))
            && fact.definition.conditions.is_empty()
            && fact.definition.priority.is_some_and(|priority| priority <= 100)
            && !fact.file.module.declares(&fact.definition.path)
    };
    if !all.iter().all(is_refused) {
        return;
    }
    for fact in &all {
        let exist = certs
            .all
            .iter()
            .filter(|cert| cert.is_known())
            .flat_map(|cert| &cert.parts)
            .any(|part| part.definition.conditions.is_empty() && certs.meet(part, fact));
        if exist {
            let (place, source) = (fact.definition.place, &fact.file.source);
            let edit = edits::replace_value(&place, fact.definition.value.range, "true");
            let fix = edit.map(|edit| Fix::risky("Accept the terms", source.id, edit));
            cx.report(fact.file, place.key, MESSAGE).fix(fix).emit();
        }
    }
}
