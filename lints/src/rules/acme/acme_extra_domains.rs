//! Reports further domains of a certificate in their old form.

use cfglint_syntax::TextRange;
use cfglint_syntax::ast::AstNode;
use rustc_hash::FxHashSet;

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Segment, ValueKind};
use crate::views::acme::settings;
use crate::views::syntax::named_binding;
use crate::{Fix, LintContext, Releases, Severity, TextEdit, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `extraDomains` of a certificate.
    ///
    /// ## Why
    /// Since 20.09 the further domains of a certificate are a list, `extraDomainNames`.
    /// The old set still names its domains, with a warning, but what it gives them as webroots is
    /// ignored: they are validated in the webroot of the certificate, where the challenge may not be
    /// found.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".extraDomains = { "b.example" = null; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".extraDomainNames = [ "b.example" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe where all values are `null`; unsafe where a domain had a webroot of its own, which is
    /// given up.
    ///
    /// ## When it is silent
    /// Options of the same name elsewhere.
    ///
    /// ## References
    /// nixpkgs pull requests 77578 and 91121.
    pub(crate) static ACME_EXTRA_DOMAINS = {
        name: "acme-extra-domains", group: Acme, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::since(20, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const OPTION: &[&str] = &["security", "acme", "certs", "*", "extraDomains"];
const MESSAGE: &str = "extraDomains is now the list extraDomainNames";

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains("extraDomains") {
        return;
    }
    let mut seen: FxHashSet<(u32, &[Segment])> = FxHashSet::default();
    let mut keys: FxHashSet<TextRange> = FxHashSet::default();
    let module = cx.module;
    for definition in module.definitions.iter().filter(|it| it.is_below(OPTION)) {
        let place = definition.place;
        let found = named_binding(cx.root, place.statement, "extraDomains");
        let key = found.map_or(place.key, |(_, range)| range);
        let is_new = keys.insert(key) & seen.insert((definition.root.0, &definition.path[..5]));
        if is_new && !module.declares(&definition.path) {
            report(cx, definition, key);
        }
    }
    for setting in settings(cx, &["extraDomains"]) {
        if setting.definition.is_none() && keys.insert(setting.place.key) {
            cx.report(setting.place.key, MESSAGE).emit();
        }
    }
}

fn report(cx: &mut LintContext<'_>, first: &Definition, key: TextRange) {
    let parts: Vec<&Definition> = cx.module.sharing(first, OPTION.len()).collect();
    let webroot = parts.iter().find_map(|part| match (&part.value.kind, part.path.get(5)) {
        (ValueKind::Str(_) | ValueKind::Path(_), Some(domain)) => Some(domain.text()),
        _ => None,
    });
    let (message, severity) = match webroot {
        Some(domain) => (
            format!(
                "{MESSAGE}; \"{domain}\" had its own webroot, which needs a certificate of its own"
            ),
            Severity::Error,
        ),
        None => (MESSAGE.to_owned(), Severity::Warning),
    };
    let edit = list(cx, &parts, key);
    let is_same =
        parts.iter().all(|part| matches!(part.value.kind, ValueKind::Null | ValueKind::EmptySet));
    let title = "Write `extraDomainNames`";
    let fix = edit.map(|edit| match is_same {
        true => Fix::safe(title, cx.source.id, edit),
        false => Fix::risky(title, cx.source.id, edit),
    });
    cx.report(key, message).severity(severity).fix(fix).emit();
}

/// The same names as a list, if one binding says them all and says nothing else.
fn list(cx: &LintContext<'_>, parts: &[&Definition], key: TextRange) -> Option<TextEdit> {
    let first = parts.first()?;
    let (binding, _) = named_binding(cx.root, first.place.statement, "extraDomains")?;
    let (whole, value) = (binding.node().range(), binding.value()?.range());
    let text = cx.text();
    let source = &text[TextRange::new(key.start(), value.end())];
    let is_one = parts.iter().all(|part| {
        whole.contains_range(part.place.statement)
            && part.conditions == first.conditions
            && part.priority == Some(100)
            && part.path.iter().all(|segment| segment.name().is_some())
            && part.path.len() <= 6
            && !matches!(part.value.kind, ValueKind::Unknown)
            && (part.path.len() == 6 || matches!(part.value.kind, ValueKind::EmptySet))
    });
    if !is_one
        || edits::may_have(text, first.place.set, "extraDomainNames")
        || source.contains(['#', '*'])
    {
        return None;
    }
    // Nix keeps the names of a set sorted.
    let mut names: Vec<&str> = parts.iter().filter_map(|part| part.path.get(5)?.name()).collect();
    names.sort_unstable();
    let items: String = names.iter().map(|name| format!("\"{name}\" ")).collect();
    let range = TextRange::new(key.start(), value.end());
    Some(TextEdit::replace(range, format!("extraDomainNames = [ {items}]")))
}
