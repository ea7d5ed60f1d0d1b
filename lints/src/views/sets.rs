//! Sets in lists, which the model does not flatten, as they are written.

use cfglint_syntax::ast::{AstNode, AttrSet, Bindings, Entry, Expr, List};
use cfglint_syntax::{Node, TextRange};

use super::syntax::attr_of;

/// The set that is written at `range`, if all of it is: `{ a = …; b = …; }`.
pub(crate) fn set_at(root: Node<'_>, range: TextRange) -> Option<AttrSet<'_>> {
    let node = root.covering(range);
    AttrSet::cast(node).filter(|set| node.range() == range && is_plain(*set))
}

/// The value of one name.
pub(crate) fn attr<'t>(set: AttrSet<'t>, name: &str) -> Option<Expr<'t>> {
    attr_of(set, name).map(|(_, value)| value.without_parens())
}

/// The elements of a list.
pub(crate) fn items(expr: Expr<'_>) -> Option<Vec<Expr<'_>>> {
    List::cast(expr.node()).map(|list| list.items().map(Expr::without_parens).collect())
}

/// The texts of a list. `None` if one of them is no text.
pub(crate) fn strings(expr: Expr<'_>) -> Option<Vec<String>> {
    items(expr)?.into_iter().map(string).collect()
}

/// A text without interpolation.
pub(crate) fn string(expr: Expr<'_>) -> Option<String> {
    expr.string_value().map(|value| value.text().to_owned())
}

/// Whether every name is plain, so that a name that is not there is not set.
fn is_plain(set: AttrSet<'_>) -> bool {
    set.entries().all(|entry| match entry {
        Entry::Binding(binding) => {
            let mut attrs = binding.path().into_iter().flat_map(|path| path.attrs());
            attrs.next().is_some_and(|attr| attr.name().is_some()) && attrs.next().is_none()
        }
        Entry::Inherit(_) => false,
    })
}
