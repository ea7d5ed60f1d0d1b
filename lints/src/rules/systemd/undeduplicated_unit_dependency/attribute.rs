//! The attribute from which the elements of a list are made.

use cfglint_syntax::ast::{AstNode, Expr, Select};
use cfglint_syntax::{Node, SyntaxKind};

use crate::views::syntax::name_of;

/// Attributes that are unique among their like, whatever the list.
const UNIQUE: &[&str] = &[
    "name",
    "_name",
    "id",
    "uuid",
    "key",
    "mountPoint",
    "mountpoint",
    "unit",
    "unitName",
    "serviceName",
    "service",
    "device",
    "what",
    "where",
    "target",
    "path",
    "value",
    "socket",
];

/// `v.attr` of `map (v: "…${v.attr}…") list`, for a list that is not spelled out.
pub(super) fn shared(call: Expr<'_>) -> Option<String> {
    let Expr::Apply(outer) = call else {
        return None;
    };
    let Expr::Apply(inner) = outer.function()? else {
        return None;
    };
    let function = name_of(inner.function()?)?;
    let list = outer.argument()?.without_parens();
    // Elements from elsewhere: a call or an option. Of a variable it is not known.
    let is_open = match list {
        Expr::Apply(_) => list.node().descendants().any(|node| mentions_config(node)),
        Expr::Select(_) => mentions_config(list.node()),
        _ => false,
    };
    if !matches!(function.as_str(), "map" | "concatMap") || !is_open {
        return None;
    }
    let Expr::Lambda(lambda) = inner.argument()?.without_parens() else {
        return None;
    };
    let param = lambda.param()?;
    let selects: Vec<Select<'_>> = lambda.node().descendants().filter_map(Select::cast).collect();
    let own: Vec<Select<'_>> = selects
        .into_iter()
        .filter(|it| matches!(it.base(), Some(Expr::Ident(base)) if base.name() == Some(param)))
        .collect();
    let names: Vec<String> = own
        .iter()
        .map(|it| it.path().and_then(|path| path.attrs().last()?.name()))
        .map(|name| name.map(std::borrow::Cow::into_owned))
        .collect::<Option<_>>()?;
    let uses = lambda.node().descendants().filter(|node| {
        node.kind() == SyntaxKind::IDENT && node.first_token().is_some_and(|it| it.text() == param)
    });
    // Where the element itself takes part, or one unique attribute, the whole is unique.
    let is_whole = uses.count() > own.len();
    let is_unique = names.iter().any(|name| UNIQUE.contains(&name.as_str()));
    match names.as_slice() {
        [first, ..] if !is_whole && !is_unique => Some(format!("{param}.{first}")),
        _ => None,
    }
}

fn mentions_config(node: Node<'_>) -> bool {
    node.kind() == SyntaxKind::SELECT
        && node.first_token().is_some_and(|it| matches!(it.text(), "config" | "cfg"))
}
