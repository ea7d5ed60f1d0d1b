//! Reports a kernel parameter that has an option.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item};
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `nosmt` among the kernel parameters.
    ///
    /// ## Why
    /// `security.allowSimultaneousMultithreading = false` sets the parameter, can be overridden by other
    /// modules, and says what it is for.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   boot.kernelParams = [ "quiet" "nosmt" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   boot.kernelParams = [ "quiet" ];
    ///   security.allowSimultaneousMultithreading = false;
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe for `nosmt`, which is what the option sets.
    /// Unsafe for `nosmt=force`, which also forbids to switch it on at run time.
    ///
    /// ## When it is silent
    /// Under a condition on that option: there it is how the option works.
    ///
    /// ## References
    /// nixpkgs commit ea4f3716276.
    pub(crate) static SMT_KERNEL_PARAM = {
        name: "smt-kernel-param", group: Security, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["kernelParams"], check),
    }
}

const OPTION: &[&str] = &["security", "allowSimultaneousMultithreading"];

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    if !definition.is(&["boot", "kernelParams"])
        || cx.module.hides(definition)
        || cx.module.declares(&definition.path)
        || is_of_the_option(definition)
    {
        return;
    }
    for item in definition.value.items() {
        let Some(value @ ("nosmt" | "nosmt=force")) = item.value.as_str() else {
            continue;
        };
        let fix = fix(cx, definition, &item, value);
        let message = format!(
            "use security.allowSimultaneousMultithreading = false instead of the \"{value}\" parameter"
        );
        cx.report(item.range, message).fix(fix).emit();
    }
}

/// Whether this is how the option itself comes about.
fn is_of_the_option(definition: &Definition) -> bool {
    definition.conditions.iter().any(|it| it.text.contains("allowSimultaneousMultithreading"))
}

fn fix(cx: &LintContext<'_>, definition: &Definition, item: &Item, value: &str) -> Option<Fix> {
    // Under a condition, or where other modules' parameters are overridden, the option says more.
    let is_plain = definition.conditions.is_empty()
        && item.conditions.is_empty()
        && definition.priority == Some(100)
        && !item.is_shared
        && definition.place.statement.contains_range(item.range);
    let is_said = cx.module.definitions.iter().any(|it| it.is(OPTION));
    if !is_plain || is_said || item.range == definition.value.range {
        return None;
    }
    let insert = edits::insert_beside(cx.root, cx.text(), definition, &[(OPTION, "false")])?;
    let edit = edits::delete_item(cx.root, cx.text(), item.range).union(&insert)?;
    let title = "Set `security.allowSimultaneousMultithreading` instead";
    Some(match value {
        "nosmt" => Fix::safe(title, cx.source.id, edit),
        _ => Fix::risky(title, cx.source.id, edit),
    })
}
