//! Reports servers that Let's Encrypt has switched off.

use cfglint_syntax::{TextRange, TextSize};

use crate::lint::{Check, declare_lint};
use crate::model::{Item, ValueKind};
use crate::views::acme::settings;
use crate::{Fix, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An endpoint of ACME v1.
    ///
    /// ## Why
    /// Let's Encrypt switched version 1 of the protocol off in June 2021, and lego speaks version 2 only.
    /// No certificate is issued or renewed.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.defaults.server = "https://acme-v01.api.letsencrypt.org/directory";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.defaults.server = "https://acme-v02.api.letsencrypt.org/directory";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: names the server of version 2. An account is made there and certificates are ordered,
    /// which did not work before.
    ///
    /// ## When it is silent
    /// Certificate authorities other than Let's Encrypt.
    ///
    /// ## References
    /// nixpkgs' tests of ACME moved to version 2 with pebble.
    pub(crate) static ACME_OBSOLETE_ENDPOINT = {
        name: "acme-obsolete-endpoint", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const HOSTS: &[(&str, &str)] = &[
    ("acme-v01.api.letsencrypt.org", "acme-v02.api.letsencrypt.org"),
    ("acme-staging.api.letsencrypt.org", "acme-staging-v02.api.letsencrypt.org"),
];
const FLAGS: &[&str] = &["extraLegoFlags", "extraLegoRunFlags", "extraLegoRenewFlags"];

fn check(cx: &mut LintContext<'_>) {
    if !HOSTS.iter().any(|(host, _)| cx.text().contains(host)) {
        return;
    }
    for setting in settings(cx, &["server"]) {
        if let Some(item) = setting.value.items().first() {
            check_url(cx, setting.place.key, item);
        }
    }
    for setting in settings(cx, FLAGS) {
        let items = setting.value.items();
        let is_server = |item: &Item| item.value.as_str() == Some("--server");
        for (index, item) in items.iter().enumerate() {
            let follows = index.checked_sub(1).is_some_and(|before| is_server(&items[before]));
            let is_joined = item.value.as_str().is_some_and(|it| it.starts_with("--server="));
            if follows || is_joined {
                check_url(cx, setting.place.key, item);
            }
        }
    }
}

fn check_url(cx: &mut LintContext<'_>, key: TextRange, item: &Item) {
    let ValueKind::Str(text) = &item.value.kind else {
        return;
    };
    let url = text.with_holes();
    let Some((old, new)) = HOSTS.iter().find(|(host, _)| {
        url.split("://").nth(1).is_some_and(|rest| rest.split(['/', ':']).next() == Some(host))
    }) else {
        return;
    };
    let range = item.value.range;
    let fix = cx.text()[range].find(old).filter(|_| item.range == range).map(|at| {
        let at = TextRange::at(range.start() + TextSize::new(at as u32), TextSize::of(*old));
        Fix::risky("Use the server of version 2", cx.source.id, TextEdit::replace(at, *new))
    });
    let message = format!("\"{old}\" is an ACME v1 endpoint that was switched off; use {new}");
    cx.report(key, message).fix(fix).emit();
}
