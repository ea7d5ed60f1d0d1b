//! Reports a flag of lego's that is given to the wrong command.

use crate::lint::{Check, declare_lint};
use crate::model::Item;
use crate::views::acme::{Setting, settings};
use crate::{Fix, LintContext, Releases, TextEdit, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `--reuse-key` for `lego run`.
    ///
    /// ## Why
    /// `lego run` makes a new key, always, and ends with an error when it is given this flag, which is
    /// one of `lego renew`. No certificate is issued.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.acme.defaults.extraLegoRunFlags = [ "--reuse-key" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.acme.defaults.extraLegoRenewFlags = [ "--reuse-key" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: moves the flag to `extraLegoRenewFlags`, where that is not set in the same place.
    ///
    /// ## When it is silent
    /// Other flags, and releases with lego 5, which has one command for both.
    ///
    /// ## References
    /// nixpkgs pull requests 91121 and 539076.
    pub(crate) static ACME_REUSE_KEY_FLAG = {
        name: "acme-reuse-key-flag", group: Acme, severity: Error,
        on_by_default: true, scope: File, holds: Releases::between((20, 3), (26, 5)),
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

fn check(cx: &mut LintContext<'_>) {
    for setting in settings(cx, &["extraLegoRunFlags", "extraLegoFlags"]) {
        let items = setting.value.items();
        for item in items.iter().filter(|item| item.value.as_str() == Some("--reuse-key")) {
            let fix = fix(cx, &setting, &items, item);
            let message = "\"lego run\" has no --reuse-key and always makes a new key; the flag belongs in extraLegoRenewFlags";
            cx.report(item.range, message).fix(fix).emit();
        }
    }
}

fn fix(cx: &LintContext<'_>, setting: &Setting<'_>, items: &[Item], item: &Item) -> Option<Fix> {
    const RENEW: &str = "extraLegoRenewFlags";
    let place = &setting.place;
    let text = cx.text();
    let is_own = place.statement.contains_range(item.range)
        && !place.is_shared
        && !place.is_partial
        && item.conditions.is_empty();
    if !is_own || edits::may_have(text, place.set, RENEW) {
        return None;
    }
    let edit = match items {
        [_] => TextEdit::replace(place.key, RENEW),
        _ => {
            let path = place.before_key(text);
            let new = format!("{path}{RENEW} = [ \"--reuse-key\" ];");
            edits::delete_item(cx.root, text, item.range).union(&edits::insert_after(
                text,
                place.statement,
                &new,
            ))?
        }
    };
    Some(Fix::risky("Move the flag to `extraLegoRenewFlags`", cx.source.id, edit))
}
