//! Variables, attributes of sets that the file spells out, and options behind `config.`.

use std::collections::BTreeMap;

use cfglint_lints::model::{Module, Segment};
use cfglint_syntax::ast::{AstNode, AttrSet, Bindings, Entry, Expr, Select};
use cfglint_syntax::{Names, Node, Parse, Target, TextRange};
use tower_lsp::ls_types::CompletionItemKind;

use super::keys::known;
use super::{Cursor, MARK, Proposal};

/// What Nix binds everywhere and people write.
const GLOBALS: &[&str] = &[
    "abort",
    "baseNameOf",
    "builtins",
    "derivation",
    "dirOf",
    "false",
    "fetchTarball",
    "import",
    "isNull",
    "map",
    "null",
    "removeAttrs",
    "throw",
    "toString",
    "true",
];

/// The names that mean something at `mark`, where a text has the name at the cursor, or a keyword.
pub(super) fn proposals(
    cursor: &Cursor<'_>,
    (text, parse): (&str, &Parse),
    mark: TextRange,
) -> Vec<Proposal> {
    let mut node = parse.root();
    let mut select = None;
    while let Some(inner) = node.children().find(|it| it.range().contains_range(mark)) {
        select = Select::cast(inner).or(select);
        node = inner;
    }
    if let Some(select) = select
        && let Some(path) = select.path().filter(|path| path.range().contains_range(mark))
    {
        let before: Vec<Segment> = path
            .attrs()
            .take_while(|attr| attr.range().end() <= mark.start())
            .map(|attr| Segment::Name(attr.name().unwrap_or_default().as_ref().into()))
            .collect();
        let names = Names::around(parse, select.range());
        let tree = Tree { text, root: parse.root(), names: &names };
        return attributes(cursor, &tree, select, &before);
    }
    let names = Names::around(parse, mark);
    let is_name = cfglint_syntax::is_identifier(&text[std::ops::Range::<usize>::from(mark)]);
    if is_name && names.usage_at(mark.start()).is_none() {
        return Vec::new();
    }
    let mut found: BTreeMap<&str, CompletionItemKind> = BTreeMap::new();
    found.extend(GLOBALS.iter().map(|name| (*name, CompletionItemKind::KEYWORD)));
    for (_, binder) in names.binders().filter(|(_, it)| it.scope.contains_range(mark)) {
        found.insert(&binder.name, CompletionItemKind::VARIABLE);
    }
    found.remove(MARK);
    let is_plain = |name: &&str| cfglint_syntax::is_identifier(name) || GLOBALS.contains(name);
    let found = found.into_iter().filter(|(name, _)| is_plain(name));
    found.map(|(name, kind)| Proposal::new(name, kind)).collect()
}

/// The text with a name at the cursor.
struct Tree<'t> {
    text: &'t str,
    root: Node<'t>,
    names: &'t Names,
}

/// The attributes behind `base.a.b.`
fn attributes(
    cursor: &Cursor<'_>,
    tree: &Tree<'_>,
    select: Select<'_>,
    before: &[Segment],
) -> Vec<Proposal> {
    let names = tree.names;
    let Some(Expr::Ident(base)) = select.base() else { return Vec::new() };
    let usage = names.usage_at(base.range().start()).map(|usage| usage.target);
    let Some(Target::Binder(id)) = usage else { return Vec::new() };
    let binder = names.binder(id);
    let property = |name: String| Proposal::new(name, CompletionItemKind::PROPERTY);
    if base.name() == Some("config") && !binder.places.is_empty() {
        let own = cursor.stale.map(|_| Module::lower(tree.root, tree.text));
        let known = known(cursor.modules(own.as_ref()), before);
        return known.into_keys().map(property).collect();
    }
    // Sets that are spelled out: `let x = { a = 1; }; in x.`
    let [place] = binder.places[..] else { return Vec::new() };
    let mut node = tree.root;
    let mut value = None;
    while let Some(inner) = node.children().find(|it| it.range().contains_range(place)) {
        value = cfglint_syntax::ast::Binding::cast(inner).and_then(|it| it.value()).or(value);
        node = inner;
    }
    let mut set = value.and_then(as_set);
    for name in before {
        let entries = set.into_iter().flat_map(Bindings::entries);
        set = entries
            .filter_map(|entry| match entry {
                Entry::Binding(binding) => Some(binding),
                Entry::Inherit(_) => None,
            })
            .find(|it| {
                it.path().is_some_and(|path| {
                    path.attrs().map(|it| it.name()).eq([name.name().map(Into::into)])
                })
            })
            .and_then(|it| it.value())
            .and_then(as_set);
    }
    let mut found: Vec<String> = Vec::new();
    for entry in set.into_iter().flat_map(Bindings::entries) {
        let attrs: Vec<_> = match entry {
            Entry::Binding(binding) => {
                binding.path().into_iter().filter_map(|it| it.attrs().next()).collect()
            }
            Entry::Inherit(inherit) => inherit.attrs().collect(),
        };
        found.extend(attrs.iter().filter_map(|it| it.name()).map(|it| it.into_owned()));
    }
    found.sort();
    found.dedup();
    found.into_iter().map(property).collect()
}

fn as_set(expr: Expr<'_>) -> Option<AttrSet<'_>> {
    match expr.without_parens() {
        Expr::AttrSet(set) => Some(set),
        _ => None,
    }
}
