//! Reports files that rename options of many modules.

use cfglint_syntax::Node;
use cfglint_syntax::ast::{AstNode, Binding, Expr};
use rustc_hash::FxHashSet;

use crate::lint::{Check, declare_lint};
use crate::views::syntax::{attr_of, name_of, spine};
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Renames of options of many modules in one file.
    ///
    /// ## Why
    /// A rename belongs next to the option that it leads to. When a user replaces a module by one of
    /// their own, with `disabledModules`, the renames in the central file stay and lead to options that
    /// are not there any more.
    ///
    /// ## Example
    /// ```nix
    /// { lib, ... }: {
    ///   imports = [
    ///     (lib.mkRenamedOptionModule [ "services" "a" "x" ] [ "services" "a" "y" ])
    ///     (lib.mkRenamedOptionModule [ "services" "b" "x" ] [ "services" "b" "y" ])
    ///     (lib.mkRemovedOptionModule [ "programs" "c" "x" ] "gone")
    ///     (lib.mkRemovedOptionModule [ "hardware" "d" "x" ] "gone")
    ///   ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { lib, ... }: {
    ///   imports = [ (lib.mkRenamedOptionModule [ "services" "a" "x" ] [ "services" "a" "y" ]) ];
    ///   options.services.a.y = lib.mkOption { type = lib.types.str; };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Fewer than four renames, or fewer than three modules that they are about; files that declare
    /// options themselves; aliases by `mkAliasOptionModule`. Modules that are removed as a whole (a
    /// path of two names) do not count: nothing is left to move them next to.
    ///
    /// ## References
    /// nixpkgs pull request 61570.
    pub(crate) static CENTRAL_RENAME_MODULE = {
        name: "central-rename-module", group: ModuleSystem, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Module(check),
    }
}

const RENAMES: &[&str] = &[
    "mkRenamedOptionModule",
    "mkRenamedOptionModuleWith",
    "mkRemovedOptionModule",
    "mkChangedOptionModule",
    "mkMergedOptionModule",
];
const DECLARATIONS: &[&str] = &["mkOption", "mkEnableOption", "mkPackageOption"];

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains("OptionModule") || !cx.module.declared.is_empty() {
        return;
    }
    let declares = cx
        .root
        .descendants()
        .filter_map(Expr::cast)
        .any(|expr| matches!(expr, Expr::Apply(_)) && is_call_of(expr, DECLARATIONS));
    if declares {
        return;
    }
    for binding in cx.root.descendants().filter_map(Binding::cast) {
        let Some(attr) = binding.path().and_then(|path| {
            let mut attrs = path.attrs();
            let first = attrs.next()?;
            (first.name().as_deref() == Some("imports") && attrs.next().is_none()).then_some(first)
        }) else {
            continue;
        };
        let mut paths = Vec::new();
        if let Some(value) = binding.value() {
            collect(value.node(), &mut paths);
        }
        let prefixes: FxHashSet<&[String]> =
            paths.iter().map(|path| &path[..path.len().min(2)]).collect();
        if paths.len() >= 4 && prefixes.len() >= 3 {
            let message = format!(
                "{} renames for {} different modules in one file: move each next to its module (disabledModules breaks otherwise)",
                paths.len(),
                prefixes.len()
            );
            cx.report(attr.range(), message).emit();
        }
    }
}

fn is_call_of(expr: Expr<'_>, names: &[&str]) -> bool {
    name_of(spine(expr).0).is_some_and(|name| names.contains(&&*name))
}

/// The old paths of all renames below a node.
fn collect(node: Node<'_>, paths: &mut Vec<Vec<String>>) {
    if let Some(call @ Expr::Apply(_)) = Expr::cast(node)
        && is_call_of(call, RENAMES)
    {
        // Of a module that is gone as a whole, nothing is left to move next to.
        let is_whole =
            |path: &[String]| path.len() <= 2 && is_call_of(call, &["mkRemovedOptionModule"]);
        paths.extend(old_path(call).filter(|path| !is_whole(path)));
        return;
    }
    for child in node.children() {
        collect(child, paths);
    }
}

fn old_path(call: Expr<'_>) -> Option<Vec<String>> {
    let first = spine(call).1.first().copied()?.without_parens();
    let list = match first {
        Expr::AttrSet(set) => attr_of(set, "from")?.1,
        list => list,
    };
    let Expr::List(list) = list.without_parens() else {
        return None;
    };
    list.items().map(|item| Some(item.string_value()?.text().to_owned())).collect()
}
