//! Reports certificates that are looked after too rarely.

use crate::lint::{Check, declare_lint};
use crate::views::acme::settings;
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A `renewInterval` of a week or longer.
    ///
    /// ## Why
    /// The interval says how often it is looked whether a certificate is due, not how often it is
    /// renewed. When an attempt fails, the next one comes an interval later, and a few failures in a
    /// row let the certificate expire. Looking every day costs nothing, and is the default since 20.03.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.defaults.renewInterval = "weekly";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.defaults.renewInterval = "daily";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: the timer runs every day.
    ///
    /// ## When it is silent
    /// Calendar expressions, which may be as frequent as one likes.
    ///
    /// ## References
    /// `systemd.time(7)`; nixpkgs pull request 80856.
    pub(crate) static ACME_RENEW_INTERVAL = {
        name: "acme-renew-interval", group: Acme, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const RARE: &[&str] =
    &["weekly", "monthly", "quarterly", "semiannually", "semi-annually", "annually", "yearly"];

fn check(cx: &mut LintContext<'_>) {
    for setting in settings(cx, &["renewInterval"]) {
        let Some(interval) = setting.value.as_str().filter(|it| RARE.contains(it)) else {
            continue;
        };
        let edit = edits::replace_value(&setting.place, setting.value.range, "\"daily\"");
        let fix = edit.map(|edit| Fix::risky("Look every day", cx.source.id, edit));
        let message = format!(
            "renewInterval \"{interval}\" checks too rarely; a failed attempt is noticed late. Use \"daily\" (renewal still happens only when due)"
        );
        cx.report(setting.place.key, message).fix(fix).emit();
    }
}
