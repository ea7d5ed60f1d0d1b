//! What a file says after a change of some bindings, without reading the others again.
//!
//! Bindings of a set say nothing of one another, unless something refers to them by name, joins sets,
//! or asks for conditions. So this goes straight down from the root through sets to the change, and
//! gives up where anything else stands in the way.

use cfglint_syntax::ast::{self, AstNode, AttrSet, Expr, Lambda, LetIn, With};
use cfglint_syntax::{Node, Region, SyntaxKind, TextRange};

use super::lower::{Lowerer, fuel_of};
use super::value::{Item, TextPart, Value, ValueKind};
use super::{Definition, Module, Place, RootId, Segment};

/// A text and its tree.
#[derive(Clone, Copy)]
pub struct Source<'t> {
    /// The text.
    pub text: &'t str,
    /// The root of its tree.
    pub root: Node<'t>,
}

/// Makes of what `before` says what `now` says, where both differ in a region; `false` if all of the
/// file has to be read for that.
pub(super) fn again(
    module: &mut Module,
    before: Source<'_>,
    now: Source<'_>,
    region: Region,
) -> bool {
    if module.is_thinned_out {
        return false;
    }
    let Some(old) = part(module, before, region.before) else { return false };
    let Some(new) = part(module, now, region.after) else { return false };
    let is_old = |it: &Definition| region.before.contains_range(it.place.statement);
    let start = match module.definitions.iter().position(is_old) {
        Some(start) => start,
        // Where something new belongs is not known without what was there; of nothing, all stays.
        None if new.definitions.is_empty() => 0,
        None => return false,
    };
    let end = start + old.definitions.len();
    let all = module.definitions.iter().filter(|it| is_old(it)).count();
    let is_block = module.definitions.get(start..end).is_some_and(|it| it.iter().all(is_old));
    let steps = module.steps.saturating_add(new.steps);
    if all != old.definitions.len() || !is_block || steps > fuel_of(now.text) / 2 {
        return false;
    }
    let is_known =
        old.definitions.iter().map(|it| &it.path).eq(new.definitions.iter().map(|it| &it.path));
    module.definitions.drain(start..end);
    for definition in &mut module.definitions {
        move_definition(definition, region);
    }
    let new_end = start + new.definitions.len();
    module.definitions.splice(start..start, new.definitions);
    for import in &mut module.imports {
        import.range = region.moved(import.range);
    }
    module.steps = steps;
    module.finish_again(start..new_end, is_known);
    true
}

/// What a region of a file says by itself; `None` if it may not be all that depends on it.
fn part(module: &Module, source: Source<'_>, region: TextRange) -> Option<Module> {
    if module.roots != 1 || !is_apart(source.root, region) {
        return None;
    }
    let mut part = Lowerer::new(source.text, Some(region)).run(source.root);
    let steps = part.module.steps;
    let is_simple = part.module.roots == 1
        && steps < fuel_of(source.text) / 2
        && part.met.is_empty()
        && part.module.declared.is_empty()
        && part.module.imports.is_empty();
    if !is_simple || !part.module.definitions.iter().all(|it| is_plain(it, region)) {
        return None;
    }
    Some(std::mem::take(&mut part.module))
}

/// Whether nothing but sets leads to the region, and what stands around all of the file.
fn is_apart(root: Node<'_>, region: TextRange) -> bool {
    if ast::root_exprs(root).count() != 1 {
        return false;
    }
    let (mut node, mut is_outside) = (root, true);
    while let Some(inner) = node.child_around(region) {
        let is_body = |body: Option<Expr<'_>>| body.is_some_and(|it| it.node() == inner);
        let is_plain = match node.kind() {
            SyntaxKind::ROOT | SyntaxKind::PAREN => true,
            SyntaxKind::LAMBDA => is_outside && is_body(Lambda::cast(node).and_then(Lambda::body)),
            SyntaxKind::WITH => is_body(With::cast(node).and_then(With::body)),
            SyntaxKind::LET_IN => is_body(LetIn::cast(node).and_then(LetIn::body)),
            SyntaxKind::ATTR_SET => inner.kind() == SyntaxKind::BINDING && !is_recursive(node),
            SyntaxKind::BINDING => inner.kind() == SyntaxKind::ATTR_SET,
            _ => false,
        };
        if !is_plain {
            return false;
        }
        is_outside &= node.kind() != SyntaxKind::ATTR_SET;
        node = inner;
    }
    // A set without anything else says something else.
    let is_other = |it: Node<'_>| {
        matches!(it.kind(), SyntaxKind::BINDING | SyntaxKind::INHERIT)
            && !region.contains_range(it.range())
    };
    node.kind() == SyntaxKind::ATTR_SET && !is_recursive(node) && node.children().any(is_other)
}

fn is_recursive(set: Node<'_>) -> bool {
    AttrSet::cast(set).is_none_or(AttrSet::is_recursive)
}

/// Whether a definition lies in the region, and speaks of nothing that is numbered in the order of the
/// file.
fn is_plain(definition: &Definition, region: TextRange) -> bool {
    let is_named = |it: &Segment| matches!(it, Segment::Name(_));
    region.contains_range(definition.place.statement)
        && region.contains_range(definition.value.range)
        && definition.root == RootId(0)
        && !definition.path.is_empty()
        && definition.path.iter().all(is_named)
        && definition.conditions.is_empty()
        && is_plain_value(&definition.value)
}

fn is_plain_value(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Str(text) => text.parts.iter().all(|it| matches!(it, TextPart::Literal(_))),
        ValueKind::List(list) => {
            let is_plain = |it: &Item| it.conditions.is_empty() && is_plain_value(&it.value);
            list.items.iter().all(is_plain)
        }
        ValueKind::Call { arguments, .. } => arguments.iter().all(is_plain_value),
        _ => true,
    }
}

fn move_definition(definition: &mut Definition, region: Region) {
    let Place { key, statement, value, set, .. } = &mut definition.place;
    for range in [key, statement, value, set] {
        *range = region.moved(*range);
    }
    move_value(&mut definition.value, region);
}

fn move_value(value: &mut Value, region: Region) {
    value.range = region.moved(value.range);
    match &mut value.kind {
        ValueKind::List(list) => {
            for item in &mut list.items {
                item.range = region.moved(item.range);
                move_value(&mut item.value, region);
            }
        }
        ValueKind::Call { arguments, .. } => {
            for argument in arguments {
                move_value(argument, region);
            }
        }
        _ => {}
    }
}
