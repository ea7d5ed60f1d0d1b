//! `with x; … a …` to `… x.a …`, or to `let inherit (x) a; in …`.

use std::collections::BTreeSet;

use cfglint_lints::Indel;
use cfglint_syntax::ast::{AstNode, Expr, With};
use cfglint_syntax::{Node, SyntaxKind, Target, TextRange, TextSize};
use tower_lsp::ls_types::CodeActionKind;

use super::{Context, Refactor};

pub(super) fn expand_with(cx: &Context<'_>) -> Vec<Refactor> {
    let mut found = Vec::new();
    let Some((with, body, scope)) = with_at(cx) else { return found };
    let Some(uses) = uses(cx, with, body, scope) else { return found };
    let head = TextRange::new(with.range().start(), body.range().start());
    if cx.slice(head).contains('#') || cx.slice(head).contains("/*") {
        return found;
    }
    let set = cx.slice(scope.range());
    let mut indels = vec![Indel { delete: head, insert: String::new() }];
    let dot = |range: &TextRange| Indel {
        delete: TextRange::empty(range.start()),
        insert: format!("{set}."),
    };
    indels.extend(uses.iter().map(dot));
    // A selection binds tighter than anything, so no parentheses are needed.
    let title = format!("Write `{set}.` instead of `with {set};`");
    let is_inherited = uses.iter().any(|range| is_inherited(cx.root(), *range));
    if !is_inherited {
        found.extend(cx.checked(title, CodeActionKind::REFACTOR_REWRITE, indels, |_, _| true));
    }
    let names: BTreeSet<&str> = uses.iter().map(|range| cx.slice(*range)).collect();
    if !names.is_empty() {
        let names: Vec<&str> = names.into_iter().collect();
        let insert = format!("let inherit ({set}) {}; in ", names.join(" "));
        let indels = vec![Indel { delete: head, insert }];
        let title = format!("Name what `with {set};` is for: `inherit ({set}) …`");
        found.extend(cx.checked(title, CodeActionKind::REFACTOR_REWRITE, indels, |_, _| true));
    }
    found
}

/// The `with` whose head the range lies in.
fn with_at<'t>(cx: &Context<'t>) -> Option<(With<'t>, Expr<'t>, Expr<'t>)> {
    let with = cx.around().into_iter().find_map(With::cast)?;
    let (scope, body) = (with.scope()?, with.body()?);
    let head = TextRange::new(with.range().start(), body.range().start());
    let is_simple = match scope {
        Expr::Ident(_) => true,
        Expr::Select(select) => {
            select.default().is_none() && matches!(select.base(), Some(Expr::Ident(_)))
        }
        _ => false,
    };
    (is_simple && head.contains_range(cx.range)).then_some((with, body, scope))
}

/// Where names stand that come from this `with`; `None` if that is not sure for all of them, or if
/// the set means something else at one of these places.
fn uses(
    cx: &Context<'_>,
    with: With<'_>,
    body: Expr<'_>,
    scope: Expr<'_>,
) -> Option<Vec<TextRange>> {
    let mut uses = Vec::new();
    for usage in cx.names.usages().iter().filter(|it| body.range().contains_range(it.range)) {
        let Target::With(id) = usage.target else { continue };
        let chain: Vec<TextRange> = cx.names.with_chain(id).collect();
        match chain[..] {
            [only] if only == scope.range() => uses.push(usage.range),
            _ if chain.contains(&scope.range()) => return None,
            _ => {}
        }
    }
    let base = match scope {
        Expr::Select(select) => select.base()?,
        other => other,
    };
    let Expr::Ident(name) = base else { return None };
    let name = name.name()?;
    let is_inside = |range: TextRange| with.range().contains_range(range);
    let is_rebound = cx.names.binders().any(|(_, it)| &*it.name == name && is_inside(it.scope));
    // A set that itself comes from a `with` around this one stays what it is.
    let is_plain = uses.iter().all(|it| cfglint_syntax::is_identifier(cx.slice(*it)));
    (!is_rebound && is_plain).then_some(uses)
}

fn is_inherited(root: Node<'_>, range: TextRange) -> bool {
    let mut node = root;
    let covers = |node: &Node<'_>| node.range().contains_range(range);
    while let Some(inner) = node.children().find(covers) {
        if inner.kind() == SyntaxKind::INHERIT {
            return true;
        }
        if inner.kind() == SyntaxKind::INHERIT_FROM {
            return false;
        }
        node = inner;
    }
    debug_assert!(node.range().end() >= TextSize::new(0));
    false
}
