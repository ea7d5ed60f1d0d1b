//! Reports options of ACME that are gone.

use cfglint_syntax::TextRange;
use rustc_hash::FxHashSet;

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::views::acme::{delete_option, is_mentioned};
use crate::views::syntax::{expr_at, integer};
use crate::{Fix, LintContext, Release, Releases, TextEdit, edits};

mod table;
#[cfg(test)]
mod tests;

use table::{ROWS, Remedy, Row};

declare_lint! {
    /// An option of `security.acme` that is gone or renamed.
    ///
    /// ## Why
    /// A configuration with an option that was removed does not evaluate, whatever its value; one that
    /// was renamed works with a warning until it is removed as well.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme = { production = true; acceptTerms = true; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme = { acceptTerms = true; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe where the option is deleted with which nothing was built, or renamed with the same value;
    /// of `validMin`, NixOS itself divides the seconds by those of a day.
    /// Unsafe for `production = false`, which becomes the staging server, and for what still works in
    /// a release that may be the one in use.
    ///
    /// ## When it is silent
    /// Releases that have the option, and the module that declares it.
    ///
    /// ## References
    /// nixpkgs pull requests 60219, 77578, 91121 and 422076. `extraDomains` and `keyDir` have lints of
    /// their own.
    pub(crate) static ACME_REMOVED_OPTION = {
        name: "acme-removed-option", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

fn check(cx: &mut LintContext<'_>) {
    if !is_mentioned(cx) {
        return;
    }
    let mut seen: FxHashSet<TextRange> = FxHashSet::default();
    for definition in &cx.module.definitions {
        if !definition.is_below(&["security", "acme"]) {
            continue;
        }
        let path = &definition.path[2..];
        // Nothing but certificates has names of its own here; a name below the option is a value.
        let Some(row) =
            ROWS.iter().find(|row| {
                path.len() == row.path.len()
                    && row.path.iter().zip(path).all(|(pattern, segment)| {
                        *pattern == "*" || segment.name() == Some(pattern)
                    })
            })
        else {
            continue;
        };
        let is_early = cx.release().is_some_and(|release| release < row.since);
        if is_early || cx.module.declares(&definition.path) || !seen.insert(definition.place.key) {
            continue;
        }
        let option = path.last().map_or("", |segment| segment.text());
        let message = format!("security.acme option \"{option}\" {}", row.text);
        let fix = fix(cx, definition, row);
        cx.report(definition.place.key, message).severity(row.severity).fix(fix).emit();
    }
}

fn fix(cx: &LintContext<'_>, definition: &Definition, row: &Row) -> Option<Fix> {
    let place = &definition.place;
    let text = cx.text();
    // Under the new name it may be there twice, which is an error.
    let is_free = |new: &str| {
        let first = new.split('.').next().unwrap_or_default();
        let is_own = !place.is_shared && !place.is_partial && place.value != place.key;
        is_own && !edits::may_have(text, place.set, first)
    };
    let id = cx.source.id;
    match row.remedy {
        Remedy::ByHand => None,
        Remedy::Delete => {
            let edit = delete_option(cx, definition)?;
            let is_gone = row.since < Release { year: 21, month: 5 } || cx.release().is_some();
            Some(match is_gone {
                true => Fix::safe("Delete it", id, edit),
                false => Fix::risky("Delete it", id, edit),
            })
        }
        Remedy::Rename(new) => is_free(new).then(|| {
            let edit = TextEdit::replace(place.key, new);
            Fix::safe(format!("Rename it to `{new}`"), id, edit)
        }),
        Remedy::Days(new) => {
            let seconds = integer(expr_at(cx.root, definition.value.range)?)?;
            let is_own = is_free(new) && place.value == definition.value.range && seconds >= 86_400;
            let days = (seconds / 86_400).to_string();
            let edit = edits::replace_both((place.key, new), (place.value, &days))?;
            is_own.then(|| Fix::safe(format!("Set `{new}` to {days}"), id, edit))
        }
        Remedy::Production => match definition.value.truth()? {
            true => Some(Fix::safe("Delete it", id, delete_option(cx, definition)?)),
            false => {
                let url = "\"https://acme-staging-v02.api.letsencrypt.org/directory\"";
                let edit = edits::replace_both((place.key, "defaults.server"), (place.value, url))?;
                let is_own = is_free("defaults.server") && definition.priority == Some(100);
                is_own.then(|| Fix::risky("Name the staging server", id, edit))
            }
        },
    }
}
