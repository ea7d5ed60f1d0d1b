//! Reports key agreement on a curve that costs more than it gives.

use cfglint_syntax::{TextRange, TextSize};

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::{Fix, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `ssl_ecdh_curve` of nginx with P-384 first.
    ///
    /// ## Why
    /// Server and client agree on the first curve that both know, and P-384 takes many times as long as
    /// X25519 or P-256 at every handshake, without resisting a known attack that the others do not.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   services.nginx.commonHttpConfig = "ssl_ecdh_curve secp384r1;";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   services.nginx.commonHttpConfig = "ssl_ecdh_curve X25519:prime256v1:secp384r1;";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: clients that know the other curves use them.
    ///
    /// ## When it is silent
    /// P-384 after another curve, and computed lists.
    ///
    /// ## References
    /// nixpkgs pull request 83121.
    pub(crate) static ECDH_CURVE_P384 = {
        name: "ecdh-curve-p384", group: Tls, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const OPTIONS: &[&str] = &[
    "appendConfig",
    "appendHttpConfig",
    "commonHttpConfig",
    "config",
    "extraConfig",
    "httpConfig",
];
const DIRECTIVE: &str = "ssl_ecdh_curve";

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains(DIRECTIVE) {
        return;
    }
    for definition in &cx.module.definitions {
        let is_config = definition.is_below(&["services", "nginx"])
            && definition.last_name().is_some_and(|it| OPTIONS.contains(&it));
        let ValueKind::Str(text) = &definition.value.kind else {
            continue;
        };
        if !is_config || cx.module.hides(definition) || cx.module.declares(&definition.path) {
            continue;
        }
        let text = text.with_holes();
        if !text.lines().any(|line| first_curve(line).is_some_and(is_p384)) {
            continue;
        }
        let range = definition.value.range;
        let source = &cx.text()[range];
        let mut at = 0;
        let place = source.split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let curve = line.find(DIRECTIVE).and_then(|it| first_curve(&line[it..]))?;
            is_p384(curve).then(|| start + (curve.as_ptr() as usize - line.as_ptr() as usize))
        });
        let fix = place.filter(|_| source.matches(DIRECTIVE).count() == 1).map(|at| {
            let at = TextRange::empty(range.start() + TextSize::new(at as u32));
            let edit = TextEdit::replace(at, "X25519:prime256v1:");
            Fix::risky("Put faster curves first", cx.source.id, edit)
        });
        let message =
            "only/first curve secp384r1 slows down every handshake; put X25519:prime256v1 first";
        cx.report(definition.place.key, message).fix(fix).emit();
    }
}

/// The first curve of a line that sets the curves.
fn first_curve(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(DIRECTIVE)?;
    let list = rest.trim_start().split([';', ' ']).next()?;
    list.split(':').next().filter(|_| rest.starts_with([' ', '\t']))
}

fn is_p384(curve: &str) -> bool {
    curve.eq_ignore_ascii_case("secp384r1") || curve.eq_ignore_ascii_case("p-384")
}
