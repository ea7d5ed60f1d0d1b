//! Reports key types that lego does not know.

use crate::lint::{Check, declare_lint};
use crate::views::acme::settings;
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A `keyType` that lego does not know.
    ///
    /// ## Why
    /// lego makes RSA keys and keys on the curves P-256 and P-384, and ends with an error when it is
    /// asked for another one, so that no certificate is issued or renewed.
    /// Public certificate authorities take no other keys either: P-521 and Ed25519 cannot be used on
    /// the web.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.defaults.keyType = "secp256r1";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.defaults.keyType = "ec256";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe, for other names of P-256 only: a certificate is ordered where none was before.
    ///
    /// ## When it is silent
    /// lego does not mind capitals: `EC256` is `ec256`.
    /// `keyType` of anything that is not a certificate, such as DKIM or SSH.
    ///
    /// ## References
    /// lego's `--key-type`; nixpkgs pull request 83121.
    pub(crate) static ACME_KEY_TYPE_UNSUPPORTED = {
        name: "acme-key-type-unsupported", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const KNOWN: &[&str] = &["rsa2048", "rsa3072", "rsa4096", "rsa8192", "ec256", "ec384"];
/// What else P-256 is called.
const P256: &[&str] = &["p256", "p-256", "secp256r1", "prime256v1"];

fn check(cx: &mut LintContext<'_>) {
    for setting in settings(cx, &["keyType"]) {
        let Some(written) = setting.value.as_str() else {
            continue;
        };
        let lower = written.to_ascii_lowercase();
        if KNOWN.contains(&&*lower) {
            continue;
        }
        let fix = P256.contains(&&*lower).then(|| {
            let edit = edits::replace_value(&setting.place, setting.value.range, "\"ec256\"")?;
            Some(Fix::risky("Replace the key type by \"ec256\"", cx.source.id, edit))
        });
        let message = format!(
            "lego does not know key type \"{written}\"; use rsa2048, rsa3072, rsa4096, rsa8192, ec256 or ec384"
        );
        cx.report(setting.place.key, message).fix(fix.flatten()).emit();
    }
}
