//! `a = value;` to `a = lib.mkForce value;` and its kin.

use cfglint_lints::Indel;
use cfglint_lints::model::{Definition, Module};
use cfglint_syntax::ast::{AstNode, Expr};
use cfglint_syntax::{SyntaxKind, TextRange, TextSize};
use tower_lsp::ls_types::CodeActionKind;

use super::{Context, Refactor, said, said_anyway};

/// Functions, what is to be written between them and the value, and the priority that they give.
const FUNCTIONS: &[(&str, &str, u32)] =
    &[("mkIf", " true", 100), ("mkDefault", "", 1000), ("mkForce", "", 50)];

pub(super) fn wrap(cx: &Context<'_>) -> Vec<Refactor> {
    let Some((binding, _)) = cx.binding() else { return Vec::new() };
    let Some(value) = binding.value() else { return Vec::new() };
    let is_meant = |it: &&Definition| {
        it.place.statement == binding.range() || binding.range().contains_range(it.place.statement)
    };
    // Only where the module system reads it, and nothing of it is wrapped already.
    let inside: Vec<&Definition> = cx.module.definitions.iter().filter(is_meant).collect();
    let is_plain = |it: &&Definition| it.priority == Some(100) && !it.place.is_shared;
    if inside.is_empty() || !inside.iter().all(is_plain) || is_config_itself(cx, &inside) {
        return Vec::new();
    }
    let wrapped = |(function, between, priority): &(&str, &str, u32)| {
        let function = in_scope(cx, function, value.range().start())?;
        let (open, close) = if is_atom(value) { ("", "") } else { ("(", ")") };
        let indels = vec![
            Indel {
                delete: TextRange::empty(value.range().start()),
                insert: format!("{function}{between} {open}"),
            },
            Indel { delete: TextRange::empty(value.range().end()), insert: close.to_owned() },
        ];
        let indels = indels.into_iter().filter(|it| !it.insert.is_empty()).collect();
        let title = match between.is_empty() {
            true => format!("Wrap in `{function}`"),
            false => format!("Wrap in `{function}{between}`"),
        };
        let is_wanted = |old: &Module, new: &Module| is_wrapped(old, new, *priority, inside.len());
        cx.checked(title, CodeActionKind::REFACTOR_REWRITE, indels, is_wanted)
    };
    FUNCTIONS.iter().filter_map(wrapped).collect()
}

/// Whether the range is on the `config` of a module, which no priority can be given to.
fn is_config_itself(cx: &Context<'_>, inside: &[&Definition]) -> bool {
    let Some((binding, _)) = cx.binding() else { return true };
    let Some(path) = binding.path() else { return true };
    let names = path.attrs().count();
    let is_config = path.attrs().next().and_then(|it| it.name()).is_some_and(|it| it == "config");
    (is_config && names == 1) || inside.iter().any(|it| it.path.is_empty())
}

/// How the function is called here, if it can be.
fn in_scope(cx: &Context<'_>, function: &str, at: TextSize) -> Option<String> {
    let names = &cx.names;
    let innermost = |name: &str| {
        let around = names.binders().filter(|(_, it)| &*it.name == name && it.scope.contains(at));
        around.min_by_key(|(_, it)| it.scope.len()).map(|(_, it)| it)
    };
    if innermost(function).is_some() {
        // Another value of that name would be a surprise.
        return is_from_lib(cx, function).then(|| function.to_owned());
    }
    let withs = cx.root().descendants().filter(|it| it.kind() == SyntaxKind::WITH);
    let around: Vec<&str> = withs
        .filter_map(cfglint_syntax::ast::With::cast)
        .filter(|it| it.body().is_some_and(|body| body.range().contains(at)))
        .filter_map(|it| it.scope().map(|scope| cx.slice(scope.range())))
        .collect();
    let has_lib = innermost("lib").is_some();
    if around == ["lib"] && has_lib {
        return Some(function.to_owned());
    }
    has_lib.then(|| format!("lib.{function}"))
}

/// Whether a name of the file is `inherit (lib) …`.
fn is_from_lib(cx: &Context<'_>, function: &str) -> bool {
    let inherits = cx.root().descendants().filter_map(cfglint_syntax::ast::Inherit::cast);
    let mut from_lib = inherits.filter(|it| {
        it.from().is_some_and(|from| cx.slice(from.range()).trim_matches(['(', ')', ' ']) == "lib")
    });
    from_lib.any(|it| it.attrs().any(|attr| attr.name().is_some_and(|name| name == function)))
}

/// Whether a call can take an expression as it is.
fn is_atom(expr: Expr<'_>) -> bool {
    matches!(
        expr,
        Expr::Ident(_)
            | Expr::Literal(_)
            | Expr::PlainString(_)
            | Expr::IndString(_)
            | Expr::Path(_)
            | Expr::Select(_)
            | Expr::AttrSet(_)
            | Expr::List(_)
            | Expr::Paren(_)
    )
}

/// Whether the modules differ by the priority of so many definitions alone.
fn is_wrapped(old: &Module, new: &Module, priority: u32, count: usize) -> bool {
    if priority == 100 {
        // `true` is a condition that always holds.
        return said_anyway(old) == said_anyway(new);
    }
    let (mut before, after) = (said(old), said(new));
    let changed = after.iter().filter(|line| match before.iter().position(|it| it == *line) {
        Some(at) => {
            before.swap_remove(at);
            false
        }
        None => true,
    });
    let changed: Vec<&String> = changed.collect();
    let usual = format!("Some({priority})");
    let as_before = |line: &String| line.replacen(&usual, "Some(100)", 1);
    changed.len() == count
        && old.definitions.len() == new.definitions.len()
        && changed.iter().all(|line| before.contains(&as_before(line)))
}
