//! Why the model does not know a value that the text says.

use cfglint_syntax::ast::{AstNode, BinaryOperator, Bindings, Entry, Expr};
use cfglint_syntax::{Node, TextRange};

/// The kind of an expression that the model does not evaluate, though it could; `None` for one that
/// it should know.
pub(crate) fn reason(text: &str, range: TextRange, is_item: bool) -> Option<String> {
    let parse = cfglint_syntax::parse(text);
    let node = parse.root().covering(range);
    let expr = node.children().find(|it| it.range() == range).unwrap_or(node);
    if is_item && matches!(Expr::cast(expr), Some(Expr::AttrSet(_))) {
        return Some("set in a list".to_owned());
    }
    reason_of(Expr::cast(expr)?, parse.root(), text)
}

fn reason_of(expr: Expr<'_>, root: Node<'_>, text: &str) -> Option<String> {
    let expr = expr.without_parens();
    Some(match expr {
        Expr::BinaryOp(operation) => match operation.operator()? {
            BinaryOperator::Concat => "`++` with a list that is not known".to_owned(),
            BinaryOperator::Update => "`//` as a value".to_owned(),
            BinaryOperator::Add => "`+` of other than known strings".to_owned(),
            BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Implies => {
                "logic".to_owned()
            }
            BinaryOperator::Sub | BinaryOperator::Mul | BinaryOperator::Div => {
                "arithmetic".to_owned()
            }
            _ => "comparison".to_owned(),
        },
        Expr::UnaryOp(_) => "negation of what is not evaluated".to_owned(),
        Expr::Apply(_) => {
            let mut head = expr;
            while let Expr::Apply(apply) = head {
                head = apply.function()?.without_parens();
            }
            let range = head.range();
            let source = text.get(usize::from(range.start())..usize::from(range.end()))?;
            match source.rsplit('.').next() {
                Some(name) if name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'\'') => {
                    format!("call of `{name}`")
                }
                _ => "call of an expression".to_owned(),
            }
        }
        Expr::HasAttr(_) => "`?`".to_owned(),
        Expr::Select(select) if select.default().is_some() => "`or`".to_owned(),
        Expr::Select(_) => "attribute of a computed set".to_owned(),
        Expr::LegacyLet(_) => "`let { }`".to_owned(),
        Expr::Path(_) => "path of the search path, or computed".to_owned(),
        Expr::AttrSet(_) | Expr::With(_) | Expr::LetIn(_) if text.contains("recursiveUpdate") => {
            "`recursiveUpdate` of `mkIf` and its kin".to_owned()
        }
        Expr::Lambda(_) => "function that may be a submodule".to_owned(),
        Expr::IfElse(_) => "`if` as a side of an update".to_owned(),
        Expr::Ident(ident) => match variable(root, ident.name()?) {
            None if text.contains("recursiveUpdate") => {
                "`recursiveUpdate` of `mkIf` and its kin".to_owned()
            }
            reason => reason?.to_owned(),
        },
        _ => return None,
    })
}

/// Why a variable may not be followed: something in the file has to make it so.
fn variable(root: Node<'_>, name: &str) -> Option<&'static str> {
    let exprs = || root.descendants().filter_map(Expr::cast);
    let is_argument = exprs().any(|it| match it {
        Expr::Lambda(lambda) => {
            let mut entries = lambda.pattern().into_iter().flat_map(|it| it.entries());
            let bind = lambda.pattern().and_then(|it| it.bind());
            lambda.param() == Some(name)
                || bind.is_some_and(|it| it.text() == name)
                || entries.any(|it| it.name().is_some_and(|it| it.text() == name))
        }
        _ => false,
    });
    if is_argument {
        return Some("argument of a function");
    }
    let binds = |entry: Entry<'_>| match entry {
        Entry::Binding(binding) => {
            let names: Vec<_> = binding.path().into_iter().flat_map(|it| it.attrs()).collect();
            let is_it = names.first().is_some_and(|it| it.name().as_deref() == Some(name));
            (is_it, is_it && names.len() > 1)
        }
        Entry::Inherit(inherit) => {
            let is_it = inherit.attrs().any(|it| it.name().as_deref() == Some(name));
            (is_it, is_it && inherit.from().is_some())
        }
    };
    let (mut is_bound, mut in_parts) = (false, false);
    for expr in exprs() {
        let found: Vec<(bool, bool)> = match expr {
            Expr::LetIn(it) => it.entries().map(binds).collect(),
            Expr::AttrSet(it) if it.is_recursive() => it.entries().map(binds).collect(),
            Expr::AttrSet(it) => {
                it.entries().filter(|it| matches!(it, Entry::Inherit(_))).map(binds).collect()
            }
            _ => Vec::new(),
        };
        for (bound, parts) in found {
            is_bound |= bound;
            in_parts |= parts;
        }
    }
    let has_with = exprs().any(|it| matches!(it, Expr::With(_)));
    match (is_bound, in_parts) {
        (_, true) => Some("variable defined in parts or from a computed set"),
        (false, false) if has_with => Some("variable of a `with`"),
        _ => None,
    }
}
