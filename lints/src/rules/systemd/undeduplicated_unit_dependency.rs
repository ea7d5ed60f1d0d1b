//! Reports dependencies that are computed and may be listed twice.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::{Fix, LintContext, Releases, TextEdit};
use cfglint_syntax::ast::{AstNode, Expr, Lambda};
use cfglint_syntax::{Node, SyntaxKind, TextRange};

mod attribute;
#[cfg(test)]
mod tests;

declare_lint! {
    /// Dependencies computed from an attribute that several elements may share.
    ///
    /// ## Why
    /// Two elements with the same value list the same unit twice. That does no harm to systemd, but the
    /// unit grows with each element, and changes when one of two equal ones goes.
    ///
    /// ## Example
    /// ```nix
    /// { config, lib, ... }: {
    ///   systemd.services.gate.after = map (r: "backend-${r.backend}.service") (lib.attrValues config.services.gate.routes);
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { config, lib, ... }: {
    ///   systemd.services.gate.after = lib.unique (map (r: "backend-${r.backend}.service") (lib.attrValues config.services.gate.routes));
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: puts `lib.unique` around the call. Only where `lib` is an argument of the module, and the call is
    /// the list or a part of a sum of lists.
    ///
    /// ## When it is silent
    /// Names and other attributes that are unique where they come from (`name`, `id`, `mountPoint`);
    /// elements that the text spells out; a file that removes duplicates anywhere on the way (`unique`).
    ///
    /// ## References
    /// nixpkgs pull request 91121.
    pub(crate) static UNDEDUPLICATED_UNIT_DEPENDENCY = {
        name: "undeduplicated-unit-dependency", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Definition(KEYS, check),
    }
}

const KEYS: &[&str] = &[
    "after",
    "before",
    "wants",
    "requires",
    "requisite",
    "bindsTo",
    "partOf",
    "wantedBy",
    "requiredBy",
    "upholds",
    "conflicts",
    "After",
    "Before",
    "Wants",
    "Requires",
    "BindsTo",
    "PartOf",
    "Requisite",
    "ConditionPathExists",
    "AssertPathExists",
    "ConditionPathIsDirectory",
    "ConditionFileNotEmpty",
];

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_dependency = matches!(part.section, "" | "unitConfig") && part.rest.is_empty();
    if !is_dependency || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let value = definition.place.value;
    if definition.place.is_shared || !text_allows(cx.text(), &cx.text()[value]) {
        return;
    }
    let calls = cx.root.covering(value).descendants().filter(|it| value.contains_range(it.range()));
    let found =
        calls.filter_map(Expr::cast).find_map(|expr| Some((expr, attribute::shared(expr)?)));
    let Some((call, attr)) = found else {
        return;
    };
    let has_lib = {
        let mut lambdas = cx.root.descendants().filter_map(Lambda::cast);
        lambdas.next().and_then(Lambda::pattern).is_some_and(|pattern| {
            pattern.entries().any(|it| it.name().is_some_and(|name| name.text() == "lib"))
        })
    };
    let fix = (has_lib && is_part_of_list(cx.root, value, call)).then(|| {
        let new = format!("lib.unique ({})", &cx.text()[call.range()]);
        Fix::safe("Remove duplicates", cx.source.id, TextEdit::replace(call.range(), new))
    });
    let message = format!(
        "{} is computed from an attribute that need not be unique ({attr}); wrap the list in lib.unique",
        part.key
    );
    cx.report(definition.place.key, message).fix(fix).emit();
}

/// Whether the call is the whole list or a part of a sum: nothing counts its elements.
fn is_part_of_list(root: Node<'_>, value: TextRange, call: Expr<'_>) -> bool {
    let mut node = root;
    while node != call.node() {
        let Some(inner) = node.child_around(call.range()) else {
            return false;
        };
        let is_inside = value.contains_range(node.range());
        let is_sum = node.kind() == SyntaxKind::PAREN
            || node.kind() == SyntaxKind::BINARY_OP && node.token(SyntaxKind::CONCAT).is_some();
        if is_inside && !is_sum {
            return false;
        }
        node = inner;
    }
    true
}

/// Whether there is a `map`, and nothing in the file that may remove duplicates.
fn text_allows(text: &str, value: &str) -> bool {
    value.contains("ap ") && !["unique", "nub", "toposort"].iter().any(|it| text.contains(it))
}
