//! Reports certificate keys on a curve that costs more than it gives.

use cfglint_syntax::TextRange;

use crate::lint::{Check, declare_lint};
use crate::views::acme::settings;
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

fn check(cx: &mut LintContext<'_>) {
    for setting in settings(cx, &["keyType"]) {
        let place = setting.place;
        if setting.value.as_str().is_some_and(is_p384) {
            let value = setting.value.range;
            report(cx, place.key, place.statement.contains_range(value).then_some(value));
        }
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
