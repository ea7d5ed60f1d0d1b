//! Reports seconds where days are asked for.

use std::num::NonZeroU32;

use cfglint_syntax::ast::{BinaryOperator, Expr};
use serde::{Deserialize, Serialize};

use crate::config::LintOptions;
use crate::lint::{Check, declare_lint};
use crate::views::acme::settings;
use crate::views::syntax::{expr_at, integer};
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `validMinDays` in seconds.
    ///
    /// ## Why
    /// `validMin`, which this option replaced, counted seconds. As days, the same number is longer than
    /// any certificate is valid, so every check orders a new one until the certificate authority's rate
    /// limit is reached.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".validMinDays = 14 * 24 * 3600;
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.certs."a.example".validMinDays = 14;
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: divides by the seconds of a day, where that leaves at least one day. Certificates are then
    /// renewed when they are due, and no longer at each check.
    ///
    /// ## When it is silent
    /// Up to 900 days, which a certificate authority of one's own may grant, and computed values.
    ///
    /// ## Options
    /// - `max-days` (900): up to this number is taken for days. Raise it if an authority of one's own
    ///   grants certificates that are valid for longer.
    ///
    /// ## References
    /// nixpkgs pull request 77578.
    pub(crate) static ACME_VALID_MIN_SECONDS = {
        name: "acme-valid-min-seconds", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", options: Options, check: Check::Module(check),
    }
}

/// The options of `acme-valid-min-seconds`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Options {
    /// Up to this number is taken for days.
    max_days: NonZeroU32,
}

impl Default for Options {
    fn default() -> Options {
        // More than any public authority grants.
        Options { max_days: NonZeroU32::MIN.saturating_add(899) }
    }
}

impl LintOptions for Options {}

const DAY: i64 = 86_400;

fn check(cx: &mut LintContext<'_>) {
    let max_days = i64::from(cx.options::<Options>().max_days.get());
    for setting in settings(cx, &["validMinDays"]) {
        let range = setting.value.range;
        let Some(expr) = expr_at(cx.root, range) else {
            continue;
        };
        let number = integer(expr);
        if !number.map_or_else(|| counts_seconds(expr), |it| it > max_days) {
            continue;
        }
        let fix = number.map(|it| (it + DAY / 2) / DAY).filter(|days| *days > 0).and_then(|days| {
            let edit = edits::replace_value(&setting.place, range, &days.to_string())?;
            Some(Fix::risky(format!("Set {days} days"), cx.source.id, edit))
        });
        let source: Vec<&str> = cx.text()[range].split_whitespace().collect();
        let message = format!(
            "validMinDays counts days; {} looks like seconds, every check would renew the certificate",
            source.join(" ")
        );
        cx.report(setting.place.key, message).fix(fix).emit();
    }
}

/// Whether something is multiplied by the seconds of an hour or of a day.
fn counts_seconds(expr: Expr<'_>) -> bool {
    match expr.without_parens() {
        Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Mul) => {
            [operation.lhs(), operation.rhs()]
                .into_iter()
                .flatten()
                .any(|side| matches!(integer(side), Some(3600 | DAY)) || counts_seconds(side))
        }
        _ => false,
    }
}
