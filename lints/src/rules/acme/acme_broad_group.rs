//! Reports private keys that ordinary accounts can read.

use crate::lint::{Check, declare_lint};
use crate::views::acme::defined;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A certificate whose group is that of ordinary accounts.
    ///
    /// ## Why
    /// Every file of a certificate, its private key included, can be read by its group. `users` holds
    /// everyone, `wheel` everyone who may administrate, and what runs as `nobody` or `nogroup` is
    /// meant to have no rights at all.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".group = "nogroup";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".group = "prosody";
    /// }
    /// ```
    ///
    /// ## References
    /// nixpkgs pull request 91121.
    pub(crate) static ACME_BROAD_GROUP = {
        name: "acme-broad-group", group: Acme, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::since(20, 9),
        fix: None, since: "0.1.0", check: Check::Module(check),
    }
}

const BROAD: &[&str] = &["users", "wheel", "nogroup", "nobody"];

fn check(cx: &mut LintContext<'_>) {
    // Many things have a group; a set that only looks like a certificate is not enough.
    for setting in defined(cx, &["group"]) {
        if let Some(group) = setting.value.as_str().filter(|group| BROAD.contains(group)) {
            let message = format!("group \"{group}\" lets ordinary accounts read the private key");
            cx.report(setting.place.key, message).emit();
        }
    }
}
