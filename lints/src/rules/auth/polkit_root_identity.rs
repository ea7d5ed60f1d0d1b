//! Reports polkit asking which administrator one is.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// root beside wheel among the administrators of polkit.
    ///
    /// ## Why
    /// With more than one identity polkit asks which of them to authenticate as, each time. Members of wheel
    /// are administrators by default; for root one needs root's password.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.polkit.adminIdentities = [ "unix-group:wheel" "unix-user:root" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.polkit.adminIdentities = [ "unix-group:wheel" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: removes root. If nobody is in wheel, nobody can authenticate.
    ///
    /// ## References
    /// nixpkgs issue 75075, pull request 75343.
    pub(crate) static POLKIT_ROOT_IDENTITY = {
        name: "polkit-root-identity", group: Auth, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(20, 3),
        fix: Sometimes, since: "0.1.0",
        check: Check::Definition(&["adminIdentities", "extraConfig"], check),
    }
}

const WHEEL: &str = "unix-group:wheel";
const ROOT: &[&str] = &["unix-user:0", "unix-user:root"];
const MESSAGE: &str =
    "root and wheel together make polkit ask which administrator; wheel alone is the default";

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    if !definition.is_below(&["security", "polkit"])
        || definition.path.len() != 3
        || cx.module.hides(definition)
    {
        return;
    }
    if definition.last_name() == Some("extraConfig") {
        if let ValueKind::Str(text) = &definition.value.kind
            && script_returns_both(&text.with_holes())
        {
            cx.report(definition.place.key, MESSAGE).emit();
        }
        return;
    }
    let items = definition.value.items();
    let certain = || items.iter().filter(|item| item.conditions.is_empty());
    if !certain().any(|item| item.value.as_str() == Some(WHEEL)) {
        return;
    }
    let root = certain().find(|item| item.value.as_str().is_some_and(|it| ROOT.contains(&it)));
    let Some(root) = root else {
        return;
    };
    let is_own = !root.is_shared
        && !definition.place.is_shared
        && definition.place.statement.contains_range(root.range);
    let fix = is_own.then(|| {
        let edit = edits::delete_item(cx.root, cx.text(), root.range);
        Fix::risky("Remove root", cx.source.id, edit)
    });
    cx.report(root.range, MESSAGE).fix(fix).emit();
}

/// Whether an `addAdminRule` has a `return [ … ]` with both.
fn script_returns_both(script: &str) -> bool {
    let script: String = script.lines().filter(|it| !it.trim_start().starts_with("//")).collect();
    let Some((_, rule)) = script.split_once("addAdminRule") else {
        return false;
    };
    let lists = rule.split("return").skip(1).filter_map(|it| it.trim_start().strip_prefix('['));
    let mut lists = lists.filter_map(|it| it.split_once(']').map(|(list, _)| list));
    lists.any(|list| {
        let names: Vec<&str> =
            list.split(',').map(|it| it.trim().trim_matches(['"', '\''])).collect();
        names.contains(&WHEEL) && ROOT.iter().any(|root| names.contains(root))
    })
}
