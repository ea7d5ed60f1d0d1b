//! Small questions to the tree.

use cfglint_syntax::ast::{
    Apply, AstNode, AttrSet, BinaryOperator, Binding, Bindings, Entry, Expr,
};
use cfglint_syntax::{Node, TextRange};

/// `options.… = …` and `mkOption { … }`: what is said there is no setting.
pub(crate) fn declares_options(node: Node<'_>) -> bool {
    if let Some(binding) = Binding::cast(node) {
        let first = binding.path().and_then(|path| path.attrs().next()?.name());
        return first.as_deref() == Some("options");
    }
    Apply::cast(node).and_then(Apply::function).and_then(name_of).as_deref() == Some("mkOption")
}

/// `mkOption` of `lib.mkOption`; of a call, that of its function.
pub(crate) fn name_of(function: Expr<'_>) -> Option<String> {
    match function.without_parens() {
        Expr::Ident(ident) => ident.name().map(str::to_owned),
        Expr::Select(select) => Some(select.path()?.attrs().last()?.name()?.into_owned()),
        Expr::Apply(apply) => name_of(apply.function()?),
        _ => None,
    }
}

/// The innermost binding around `statement`, or `statement` itself, whose path says `name`; and
/// where it says so.
pub(crate) fn named_binding<'t>(
    root: Node<'t>,
    statement: TextRange,
    name: &str,
) -> Option<(Binding<'t>, TextRange)> {
    let (mut found, mut node) = (None, root);
    loop {
        if let Some(binding) = Binding::cast(node)
            && let Some(path) = binding.path()
            && let Some(attr) = path.attrs().find(|attr| attr.name().as_deref() == Some(name))
        {
            found = Some((binding, attr.range()));
        }
        match node.child_around(statement) {
            Some(inner) if node.range() != statement || inner.range() == statement => node = inner,
            _ => return found,
        }
    }
}

/// A call as its function and all its arguments.
pub(crate) fn spine(expr: Expr<'_>) -> (Expr<'_>, Vec<Expr<'_>>) {
    let mut arguments = Vec::new();
    let mut head = expr;
    while let Expr::Apply(apply) = head.without_parens() {
        let (Some(function), Some(argument)) = (apply.function(), apply.argument()) else {
            break;
        };
        arguments.push(argument);
        head = function;
    }
    arguments.reverse();
    (head.without_parens(), arguments)
}

/// The outermost expression that stands at exactly `range`.
pub(crate) fn expr_at(root: Node<'_>, range: TextRange) -> Option<Expr<'_>> {
    let mut node = root;
    loop {
        if node.range() == range
            && let Some(expr) = Expr::cast(node)
        {
            return Some(expr);
        }
        node = node.child_around(range)?;
    }
}

/// What an expression of integers, `*`, `+`, `-` and parentheses comes to.
pub(crate) fn integer(expr: Expr<'_>) -> Option<i64> {
    match expr.without_parens() {
        Expr::Literal(literal) => literal.token()?.text().parse().ok(),
        Expr::BinaryOp(operation) => {
            let (lhs, rhs) = (integer(operation.lhs()?)?, integer(operation.rhs()?)?);
            match operation.operator()? {
                BinaryOperator::Mul => lhs.checked_mul(rhs),
                BinaryOperator::Add => lhs.checked_add(rhs),
                BinaryOperator::Sub => lhs.checked_sub(rhs),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The value that a set gives to `name` in one binding, and the range of that name.
pub(crate) fn attr_of<'t>(set: AttrSet<'t>, name: &str) -> Option<(TextRange, Expr<'t>)> {
    set.entries().find_map(|entry| match entry {
        Entry::Binding(binding) => {
            let mut attrs = binding.path()?.attrs();
            let attr = attrs.next()?;
            let is_it = attr.name().as_deref() == Some(name) && attrs.next().is_none();
            if is_it { Some((attr.range(), binding.value()?)) } else { None }
        }
        Entry::Inherit(_) => None,
    })
}
