//! Reports certificate keys on a curve that costs more than it gives.

use cfglint_syntax::ast::{Apply, AstNode, AttrSet, Binding, Bindings, Entry, Expr};
use cfglint_syntax::{Node, TextRange};

use crate::lint::{Check, declare_lint};
use crate::{Fix, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A certificate with a P-384 key.
    ///
    /// ## Why
    /// Signing with P-384 takes many times as long as with P-256, at every TLS handshake, and no attack
    /// is known that one resists and the other does not. NixOS uses P-256 since 20.09.
    /// Existing certificates keep their key until they are issued anew.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { webroot = "/var/www"; keyType = "ec384"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example" = { webroot = "/var/www"; keyType = "ec256"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: the certificate is issued anew with another key, so TLSA records and pinned keys change.
    ///
    /// ## When it is silent
    /// `keyType` of anything that is not a certificate, such as DKIM.
    /// Where a certificate authority demands P-384, allow it with a comment.
    ///
    /// ## References
    /// nixpkgs pull requests 83121 and 88829.
    pub(crate) static ACME_KEY_TYPE_P384 = {
        name: "acme-key-type-p384", group: Acme, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const CERT_KEYS: &[&str] = &[
    "domain",
    "extraDomainNames",
    "extraDomains",
    "dnsProvider",
    "dnsResolver",
    "webroot",
    "listenHTTP",
    "keyType",
    "validMinDays",
    "renewInterval",
    "server",
    "email",
    "group",
    "postRun",
    "reloadServices",
    "environmentFile",
    "credentialsFile",
    "extraLegoFlags",
    "extraLegoRunFlags",
    "extraLegoRenewFlags",
];

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains("keyType") {
        return;
    }
    let mut seen: Vec<TextRange> = Vec::new();
    for definition in &cx.module.definitions {
        let is_cert = definition.is(&["security", "acme", "certs", "*", "keyType"])
            || definition.is(&["security", "acme", "defaults", "keyType"]);
        if !is_cert || !definition.value.as_str().is_some_and(is_p384) {
            continue;
        }
        let place = definition.place;
        let value = definition.value.range;
        let is_own = place.statement.contains_range(value);
        if is_own && seen.contains(&value) {
            continue;
        }
        seen.push(value);
        if !cx.module.hides(definition) && !cx.module.declares(&definition.path) {
            report(cx, place.key, is_own.then_some(value));
        }
    }
    // People build certificates in functions that nothing here calls with a known result.
    let mut stack = vec![cx.root];
    while let Some(node) = stack.pop() {
        if declares_options(node) {
            continue;
        }
        let first = stack.len();
        stack.extend(node.children());
        stack[first..].reverse();
        if let Some(set) = AttrSet::cast(node) {
            check_set(cx, set, &mut seen);
        }
    }
}

/// `options.… = …` and `mkOption { … }`: what is said there is no setting.
fn declares_options(node: Node<'_>) -> bool {
    if let Some(binding) = Binding::cast(node) {
        let first = binding.path().and_then(|path| path.attrs().next()?.name());
        return first.as_deref() == Some("options");
    }
    Apply::cast(node).and_then(Apply::function).and_then(name_of).as_deref() == Some("mkOption")
}

/// `mkOption` of `lib.mkOption`
fn name_of(function: Expr<'_>) -> Option<String> {
    match function.without_parens() {
        Expr::Ident(ident) => ident.name().map(str::to_owned),
        Expr::Select(select) => Some(select.path()?.attrs().last()?.name()?.into_owned()),
        Expr::Apply(apply) => name_of(apply.function()?),
        _ => None,
    }
}

fn check_set(cx: &mut LintContext<'_>, set: AttrSet<'_>, seen: &mut Vec<TextRange>) {
    let mut key_type = None;
    let mut shape = 0;
    for entry in set.entries() {
        match entry {
            Entry::Binding(binding) => {
                let Some(first) = binding.path().and_then(|path| path.attrs().next()) else {
                    continue;
                };
                let Some(name) = first.name() else { continue };
                shape += usize::from(CERT_KEYS.contains(&&*name));
                match &*name {
                    "keyType" => key_type = binding.value().map(|value| (first.range(), value)),
                    // A key for DKIM.
                    "selector" => return,
                    _ => {}
                }
            }
            Entry::Inherit(inherit) => {
                let names = inherit.attrs().filter_map(|attr| attr.name());
                shape += names.filter(|name| CERT_KEYS.contains(&&**name)).count();
            }
        }
    }
    if let Some((key, value)) = key_type.filter(|_| shape >= 2) {
        for literal in literals(value) {
            let is_p384 = literal.string_value().is_some_and(|text| is_p384(text.text()));
            if is_p384 && !seen.contains(&literal.range()) {
                seen.push(literal.range());
                report(cx, key, Some(literal.range()));
            }
        }
    }
}

/// The strings that a value may be: of an `if`, both branches.
fn literals(value: Expr<'_>) -> Vec<Expr<'_>> {
    match value.without_parens() {
        Expr::IfElse(choice) => [choice.then_branch(), choice.else_branch()]
            .into_iter()
            .flatten()
            .flat_map(literals)
            .collect(),
        Expr::Apply(apply) => match apply.function().and_then(name_of).as_deref() {
            Some("mkDefault" | "mkForce" | "mkOverride" | "mkIf") => {
                apply.argument().into_iter().flat_map(literals).collect()
            }
            _ => Vec::new(),
        },
        value @ Expr::PlainString(_) => vec![value],
        _ => Vec::new(),
    }
}

fn is_p384(key_type: &str) -> bool {
    key_type.eq_ignore_ascii_case("ec384") || key_type.eq_ignore_ascii_case("p384")
}

fn report(cx: &mut LintContext<'_>, key: TextRange, value: Option<TextRange>) {
    let id = cx.source.id;
    let fix = value.map(|value| {
        let title = "Replace the key type by \"ec256\"; the certificate is issued anew";
        Fix::risky(title, id, TextEdit::replace(value, "\"ec256\""))
    });
    let message = "P-384 keys make every TLS handshake much slower for no practical gain; use \"ec256\" (existing certificates keep their key until re-issued)";
    cx.report(key, message).fix(fix).emit();
}
