//! Reports overlays that change the package of root certificates.

use cfglint_syntax::ast::{AstNode, BinaryOperator, Binding, Expr, Lambda, root_exprs};
use cfglint_syntax::{Node, TextRange, TextSize};

use crate::lint::{Check, declare_lint};
use crate::views::syntax::attr_of;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An overlay that replaces `cacert`.
    ///
    /// ## Why
    /// Nearly everything is built with `cacert`, as `fetchurl` and `fetchgit` need it. With another one,
    /// nothing comes from a binary cache any more.
    /// A machine trusts further authorities by `security.pki`, at run time.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   nixpkgs.overlays = [ (self: super: { cacert = super.cacert.overrideAttrs (old: { pname = "corp"; }); }) ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.pki.certificateFiles = [ ./corp.pem ];
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// `cacert` of other sets and in a `let`; `cacert = super.cacert`, which changes nothing.
    ///
    /// ## References
    /// The tests of ACME in nixpkgs, which did it until they used pebble.
    pub(crate) static CACERT_OVERLAY = {
        name: "cacert-overlay", group: Nixpkgs, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Module(check),
    }
}

fn check(cx: &mut LintContext<'_>) {
    if !cx.text().contains("cacert") {
        return;
    }
    let root = cx.root;
    for expr in root_exprs(root) {
        overlay(cx, expr);
    }
    let text = cx.text();
    for binding in bindings_of(root, text) {
        let names: Vec<String> = binding
            .path()
            .map(|path| path.attrs().map(|it| it.name().unwrap_or_default().into_owned()).collect())
            .unwrap_or_default();
        let Some(value) = binding.value() else {
            continue;
        };
        match names.last().map(String::as_str) {
            Some("overlays") => elements(cx, value),
            Some(_) if names.len() > 1 && names[names.len() - 2] == "overlays" => {
                overlay(cx, value);
            }
            Some("packageOverrides") if is_of_nixpkgs(root, binding, &names) => {
                if let Expr::Lambda(lambda) = value.without_parens() {
                    body(cx, lambda);
                }
            }
            _ => {}
        }
    }
}

/// The bindings whose names may be those of overlays. A file may have thousands of others.
fn bindings_of<'t>(root: Node<'t>, text: &str) -> Vec<Binding<'t>> {
    let words = ["overlays", "packageOverrides"];
    let found = words.iter().flat_map(|word| text.match_indices(word));
    let mut places: Vec<usize> = found.map(|(at, _)| at).collect();
    places.sort_unstable();
    let mut bindings: Vec<Binding<'t>> = Vec::new();
    for at in places {
        let range = TextRange::at(TextSize::new(at as u32), TextSize::new(1));
        let mut node = root;
        while let Some(inner) = node.child_around(range) {
            node = inner;
            let is_name =
                |it: &Binding<'_>| it.path().is_some_and(|path| path.range().contains_range(range));
            let binding = Binding::cast(node).filter(is_name);
            let is_known =
                |it: &Binding<'_>| bindings.last().is_some_and(|last| last.node() == it.node());
            bindings.extend(binding.filter(|it| !is_known(it)));
        }
    }
    bindings
}

fn is_of_nixpkgs(root: Node<'_>, binding: Binding<'_>, names: &[String]) -> bool {
    if names.len() > 1 {
        return names[names.len() - 2] == "config";
    }
    let range = binding.node().range();
    let mut node = root;
    let mut outer = false;
    loop {
        if node.range() == range {
            return outer;
        }
        if let Some(around) = Binding::cast(node) {
            let last = around.path().and_then(|path| path.attrs().last()?.name());
            outer = last.as_deref() == Some("config");
        }
        match node.child_around(range) {
            Some(inner) => node = inner,
            None => return false,
        }
    }
}

fn elements(cx: &mut LintContext<'_>, value: Expr<'_>) {
    match value.without_parens() {
        Expr::List(list) => {
            for item in list.items() {
                overlay(cx, item);
            }
        }
        Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Concat) => {
            for side in [operation.lhs(), operation.rhs()].into_iter().flatten() {
                elements(cx, side);
            }
        }
        Expr::AttrSet(set) => {
            for binding in set.node().children().filter_map(Binding::cast) {
                if let Some(value) = binding.value() {
                    overlay(cx, value);
                }
            }
        }
        _ => {}
    }
}

/// `final: prev: { … }`
fn overlay(cx: &mut LintContext<'_>, expr: Expr<'_>) {
    let Expr::Lambda(lambda) = expr.without_parens() else {
        return;
    };
    let Some(Expr::Lambda(inner)) = lambda.body().map(Expr::without_parens) else {
        return;
    };
    let is_first =
        lambda.param().is_some_and(|it| ["self", "final", "_", "_self", "_final"].contains(&it));
    let is_second = inner.param().is_some_and(|it| {
        ["super", "prev", "previous", "old", "_", "_super", "_prev"].contains(&it)
    });
    if is_first && is_second {
        body(cx, inner);
    }
}

fn body(cx: &mut LintContext<'_>, lambda: Lambda<'_>) {
    let mut expr = lambda.body();
    while let Some(inner) = expr.map(Expr::without_parens) {
        expr = match inner {
            Expr::LetIn(let_in) => let_in.body(),
            Expr::With(with) => with.body(),
            Expr::AttrSet(set) => {
                if let Some((key, value)) = attr_of(set, "cacert")
                    && !is_same(cx, value)
                {
                    let message = "overriding cacert rebuilds everything that depends on it; use security.pki.certificateFiles";
                    cx.report(key, message).emit();
                }
                return;
            }
            _ => return,
        };
    }
}

/// `super.cacert`
fn is_same(cx: &LintContext<'_>, value: Expr<'_>) -> bool {
    let source = &cx.text()[value.range()];
    ["super.cacert", "prev.cacert", "pkgs.cacert", "old.cacert"].contains(&source)
}
