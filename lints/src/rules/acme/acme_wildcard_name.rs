//! Reports certificates that are named by a wildcard.

use cfglint_syntax::ast::{Binding, Bindings, Entry, Expr};
use cfglint_syntax::{TextRange, TextSize};
use rustc_hash::FxHashSet;

use crate::lint::{Check, declare_lint};
use crate::views::acme::is_mentioned;
use crate::views::syntax::named_binding;
use crate::{Fix, Indel, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A certificate whose name has a `*`.
    ///
    /// ## Why
    /// The name becomes the name of units and folders, and NixOS refuses one with a `*`.
    /// What the certificate is for is said by `domain`, whatever its name.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."*.a.example" = { dnsProvider = "ovh"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { domain = "*.a.example"; dnsProvider = "ovh"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: names the certificate without the `*.` and sets `domain`.
    /// Paths and units that were written for the old name have to follow.
    ///
    /// ## When it is silent
    /// Computed names. Beyond 100 names in one file no fix is offered.
    ///
    /// ## References
    /// An assertion of `security.acme`.
    pub(crate) static ACME_WILDCARD_NAME = {
        name: "acme-wildcard-name", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::since(20, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

/// Of so many names in one file the fix is offered.
const FIXED: usize = 100;

fn check(cx: &mut LintContext<'_>) {
    if !is_mentioned(cx) {
        return;
    }
    let mut seen: FxHashSet<TextRange> = FxHashSet::default();
    for definition in &cx.module.definitions {
        let is_cert = definition.is_below(&["security", "acme", "certs", "*"]);
        let Some(name) = definition.path.get(3).and_then(|it| it.name()).filter(|_| is_cert) else {
            continue;
        };
        if !name.contains('*') || cx.module.declares(&definition.path) {
            continue;
        }
        let found = named_binding(cx.root, definition.place.statement, name);
        let key = found.map_or(definition.place.key, |(_, range)| range);
        if !seen.insert(key) {
            continue;
        }
        let rest = name.strip_prefix("*.").unwrap_or("example");
        let is_plain = name.starts_with("*.") && !rest.contains('*');
        // It is a look at all of the text.
        let is_only = seen.len() < FIXED
            && cx.text().matches(name).count() == 1
            && !cx.text().contains(&format!("\"{rest}\""));
        let fix = found
            .filter(|_| is_plain && is_only)
            .and_then(|(binding, range)| rename(cx, binding, range, name, rest))
            .map(|edit| Fix::risky(format!("Name it \"{rest}\""), cx.source.id, edit));
        let message = format!(
            "\"*\" is not allowed in the name of a certificate; name it \"{rest}\" and set domain = \"{name}\""
        );
        cx.report(key, message).fix(fix).emit();
    }
}

/// Names the certificate `new`, and says what it is for in the set that is its value.
fn rename(
    cx: &LintContext<'_>,
    binding: Binding<'_>,
    name: TextRange,
    old: &str,
    new: &str,
) -> Option<TextEdit> {
    let is_last = binding.path()?.attrs().last()?.range() == name;
    let Some(Expr::AttrSet(set)) = binding.value().filter(|_| is_last) else {
        return None;
    };
    let says_domain = set.entries().any(|entry| match entry {
        Entry::Binding(it) => {
            it.path().and_then(|path| path.attrs().next()?.name()).as_deref() == Some("domain")
        }
        Entry::Inherit(_) => true,
    });
    if says_domain {
        return None;
    }
    let first = set.entries().find_map(|entry| match entry {
        Entry::Binding(it) => Some(it.path()?.attrs().next()?.range().start()),
        Entry::Inherit(_) => None,
    })?;
    let line = cx.text()[..usize::from(first)].rfind('\n').map_or(0, |at| at + 1);
    let indent = &cx.text()[line..usize::from(first)];
    let line_end = if cx.text().contains("\r\n") { "\r\n" } else { "\n" };
    let insert = match indent.trim().is_empty() {
        true => format!("domain = \"{old}\";{line_end}{indent}"),
        false => format!("domain = \"{old}\"; "),
    };
    TextEdit::from_indels(vec![
        Indel { delete: name, insert: format!("\"{new}\"") },
        Indel { delete: TextRange::at(first, TextSize::new(0)), insert },
    ])
}
