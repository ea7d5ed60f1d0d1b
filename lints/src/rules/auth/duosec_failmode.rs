//! Reports values of an option of Duo that it does not know.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `security.duosec.failmode` other than `"safe"` and `"secure"`.
    ///
    /// ## Why
    /// Duo knows these two: `safe` lets users in when its servers cannot be reached, `secure` refuses them.
    /// NixOS checks the value, and nothing is built with another one.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.duosec.failmode = "enum";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.duosec.failmode = "secure";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe, and only for `"enum"`, which stood for `"secure"` in the option's type by mistake.
    ///
    /// ## References
    /// nixpkgs commit 0c34b9fcf8c.
    pub(crate) static DUOSEC_FAILMODE = {
        name: "duosec-failmode", group: Auth, severity: Error,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["failmode"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(mode) = definition.value.as_str() else {
        return;
    };
    if !definition.is(&["security", "duosec", "failmode"])
        || matches!(mode, "safe" | "secure")
        || cx.module.hides(definition)
    {
        return;
    }
    let place = definition.place;
    let edit = edits::replace_value(&place, definition.value.range, "\"secure\"");
    let fix = edit
        .filter(|_| mode == "enum")
        .map(|edit| Fix::risky("Replace \"enum\" by \"secure\"", cx.source.id, edit));
    let message =
        "failmode must be \"safe\" (let in when Duo is unreachable) or \"secure\" (refuse)";
    cx.report(place.key, message).fix(fix).emit();
}
