//! Sets as Nix merges them.

use std::borrow::Cow;
use std::ops::Index;

use rustc_hash::FxHashMap;

use crate::ast::{AstNode, Attr, Bindings, Entry, Expr};
use crate::checked::{ends, touches};
use crate::names::{RawBinder, Recording};
use crate::{SyntaxError, SyntaxErrorKind, TextRange};

/// A set under construction.
#[derive(Default)]
pub(super) struct Set<'t> {
    pub(super) attrs: Attrs<'t>,
    /// Computed names.
    pub(super) dynamic: Vec<(Attr<'t>, Value<'t>)>,
    pub(super) inherit_from: Vec<Expr<'t>>,
    /// Values of names that were defined before; empty unless names are recorded.
    pub(super) leftovers: Vec<Value<'t>>,
    pub(super) is_recursive: bool,
    /// The first node that the set is made of.
    pub(super) range: TextRange,
}

#[derive(Clone, Copy)]
pub(super) struct Def<'t> {
    pub(super) value: Value<'t>,
    pub(super) range: TextRange,
    pub(super) binder: RawBinder,
}

#[derive(Clone, Copy)]
pub(super) enum Value<'t> {
    Expr(Expr<'t>),
    /// A set made of several bindings, by number.
    Set(usize),
    Inherited,
    InheritedFrom,
    /// A broken binding.
    Missing,
}

/// Names in order, with an index once there are many.
#[derive(Default)]
pub(super) struct Attrs<'t> {
    list: Vec<(Cow<'t, str>, Def<'t>)>,
    index: FxHashMap<Cow<'t, str>, usize>,
}

const INDEX_FROM: usize = 12;

impl<'t> Attrs<'t> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &(Cow<'t, str>, Def<'t>)> {
        self.list.iter()
    }

    fn position(&self, name: &str) -> Option<usize> {
        match self.list.len() < INDEX_FROM {
            true => self.list.iter().position(|(other, _)| other == name),
            false => self.index.get(name).copied(),
        }
    }

    fn binder(&self, attr: usize) -> RawBinder {
        self.list[attr].1.binder
    }

    fn push(&mut self, name: Cow<'t, str>, def: Def<'t>) {
        self.list.push((name.clone(), def));
        match self.list.len() {
            length if length > INDEX_FROM => {
                self.index.insert(name, length - 1);
            }
            INDEX_FROM => {
                let names = self.list.iter().enumerate();
                self.index = names.map(|(at, (name, _))| (name.clone(), at)).collect();
            }
            _ => {}
        }
    }
}

/// All sets of the constructs that are open at present.
#[derive(Default)]
pub(super) struct Sets<'t> {
    sets: Vec<Set<'t>>,
    pub(super) errors: Vec<SyntaxError>,
    next_binder: u32,
    /// Where each name stands, if somebody wants to know.
    pub(super) recording: Option<Recording>,
    /// Where names stand that are defined more than once.
    pub(super) met: Vec<TextRange>,
    /// The part of the file that is of interest, if not all of it is.
    pub(super) only: Option<Only>,
}

/// A part of a file, around which the same names are defined as before.
pub(super) struct Only {
    pub(super) range: TextRange,
    /// Where names stand outside of it that are defined more than once, in order.
    pub(super) met: Vec<TextRange>,
}

impl Only {
    /// The entries of `node` that touch the part, if the others say nothing of them.
    fn alone_in<'t>(&self, node: impl Bindings<'t>) -> Option<Vec<Entry<'t>>> {
        if !node.range().contains_range(self.range) {
            return None;
        }
        let is_met =
            |it: TextRange| self.met.binary_search_by_key(&ends(it), |it| ends(*it)).is_ok();
        let is_near = |it: &Entry<'t>| touches(it.node().range(), self.range);
        let near: Vec<Entry<'t>> = node.entries().filter(is_near).collect();
        let is_alone = near.iter().all(|entry| {
            let is_inside = self.range.contains_range(entry.node().range());
            match entry {
                Entry::Binding(binding) => binding
                    .path()
                    .map(AstNode::range)
                    .is_none_or(|it| (is_inside || !touches(it, self.range)) && !is_met(it)),
                Entry::Inherit(_) => is_inside,
            }
        });
        is_alone.then_some(near)
    }
}

impl<'t> Index<usize> for Sets<'t> {
    type Output = Set<'t>;
    fn index(&self, index: usize) -> &Set<'t> {
        &self.sets[index]
    }
}

impl<'t> Sets<'t> {
    pub(super) fn error(&mut self, kind: SyntaxErrorKind, range: TextRange) {
        self.errors.push(SyntaxError::new(kind, range));
    }

    /// Takes a set out. The last ones are given back to the list.
    pub(super) fn take(&mut self, index: usize) -> Set<'t> {
        let set = std::mem::take(&mut self.sets[index]);
        if index + 1 == self.sets.len() {
            self.sets.pop();
        }
        set
    }

    /// A number that nothing else has.
    pub(super) fn fresh(&mut self) -> RawBinder {
        self.next_binder += 1;
        RawBinder(self.next_binder)
    }

    /// Notes that `range` is a name of `binder`.
    pub(super) fn declare(&mut self, binder: RawBinder, range: TextRange) {
        if let Some(recording) = &mut self.recording {
            recording.places.push((binder, range));
        }
    }

    fn new_set(&mut self, is_recursive: bool, range: TextRange) -> usize {
        self.sets.push(Set { is_recursive, range, ..Set::default() });
        self.sets.len() - 1
    }

    /// Reads the bindings of `node` into a set.
    pub(super) fn collect(&mut self, node: impl Bindings<'t>, is_recursive: bool) -> usize {
        let set = self.new_set(is_recursive, node.range());
        let part = self.only.as_ref().filter(|_| !is_recursive);
        let near = part.and_then(|it| it.alone_in(node));
        let all = near.is_none().then(|| node.entries()).into_iter().flatten();
        for entry in near.into_iter().flatten().chain(all) {
            match entry {
                Entry::Binding(binding) => {
                    let Some(path) = binding.path() else { continue };
                    let value = binding.value().map_or(Value::Missing, Value::Expr);
                    self.add(set, path.attrs(), path.range(), value);
                }
                Entry::Inherit(inherit) => {
                    let value = match inherit.from() {
                        Some(from) => {
                            self.sets[set].inherit_from.push(from);
                            Value::InheritedFrom
                        }
                        None => Value::Inherited,
                    };
                    for attr in inherit.attrs() {
                        let Some(name) = attr.name() else {
                            self.error(SyntaxErrorKind::DynamicInInherit, attr.range());
                            continue;
                        };
                        let range = attr.range();
                        match self.sets[set].attrs.position(&name) {
                            Some(other) => {
                                self.meet(set, other, range);
                                self.declare(self.sets[set].attrs.binder(other), range);
                                let outer = Expr::cast(attr.node());
                                let outer = outer.filter(|_| inherit.from().is_none());
                                let value = outer.map_or(value, Value::Expr);
                                self.duplicate(set, other, range, value);
                            }
                            None => {
                                let binder = self.fresh();
                                self.declare(binder, range);
                                self.sets[set].attrs.push(name, Def { value, range, binder });
                            }
                        }
                    }
                }
            }
        }
        set
    }

    fn add(
        &mut self,
        mut set: usize,
        attrs: impl Iterator<Item = Attr<'t>>,
        range: TextRange,
        value: Value<'t>,
    ) {
        let mut attrs = attrs.peekable();
        while let Some(attr) = attrs.next() {
            let is_last = attrs.peek().is_none();
            let Some(name) = attr.name() else {
                let nested = if is_last { value } else { Value::Set(self.new_set(false, range)) };
                self.sets[set].dynamic.push((attr, nested));
                match nested {
                    Value::Set(nested) if !is_last => set = nested,
                    _ => return,
                }
                continue;
            };
            if is_last {
                let binder = self.fresh();
                self.declare(binder, attr.range());
                return self.insert(set, name, Def { value, range, binder });
            }
            set = match self.sets[set].attrs.position(&name) {
                Some(other) => {
                    self.meet(set, other, range);
                    self.declare(self.sets[set].attrs.binder(other), attr.range());
                    match self.as_set(set, other) {
                        Some(nested) => nested,
                        None => return self.duplicate(set, other, range, value),
                    }
                }
                None => {
                    let nested = self.new_set(false, range);
                    let binder = self.fresh();
                    self.declare(binder, attr.range());
                    let def = Def { value: Value::Set(nested), range, binder };
                    self.sets[set].attrs.push(name, def);
                    nested
                }
            };
        }
    }

    fn insert(&mut self, set: usize, name: Cow<'t, str>, def: Def<'t>) {
        let Some(other) = self.sets[set].attrs.position(&name) else {
            return self.sets[set].attrs.push(name, def);
        };
        self.meet(set, other, def.range);
        if let Some(recording) = &mut self.recording {
            recording.aliases.push((def.binder, self.sets[set].attrs.binder(other)));
        }
        if !is_set(def.value) {
            return self.duplicate(set, other, def.range, def.value);
        }
        let Some(into) = self.as_set(set, other) else {
            return self.duplicate(set, other, def.range, def.value);
        };
        let Some(from) = self.value_as_set(def.value) else {
            return;
        };
        let Set { attrs, dynamic, inherit_from, leftovers, .. } =
            std::mem::take(&mut self.sets[from]);
        for (name, def) in attrs.list {
            self.insert(into, name, def);
        }
        self.sets[into].dynamic.extend(dynamic);
        self.sets[into].inherit_from.extend(inherit_from);
        self.sets[into].leftovers.extend(leftovers);
    }

    /// Notes that what stands at `range` defines an attribute again.
    fn meet(&mut self, set: usize, attr: usize, range: TextRange) {
        self.met.extend([self.sets[set].attrs.list[attr].1.range, range]);
    }

    /// The attribute as a merged set, if it is a set.
    fn as_set(&mut self, set: usize, attr: usize) -> Option<usize> {
        let value = self.sets[set].attrs.list[attr].1.value;
        let merged = self.value_as_set(value)?;
        self.sets[set].attrs.list[attr].1.value = Value::Set(merged);
        Some(merged)
    }

    fn value_as_set(&mut self, value: Value<'t>) -> Option<usize> {
        match value {
            Value::Set(set) => Some(set),
            Value::Expr(expr) => match expr.without_parens() {
                Expr::AttrSet(node) => Some(self.collect(node, node.is_recursive())),
                _ => None,
            },
            _ => None,
        }
    }

    fn duplicate(&mut self, set: usize, attr: usize, range: TextRange, value: Value<'t>) {
        if self.recording.is_some() {
            self.sets[set].leftovers.push(value);
        }
        let first = self.sets[set].attrs.list[attr].1.range;
        let mut error = SyntaxError::new(SyntaxErrorKind::DuplicateAttribute, range);
        error.related = Some(first);
        self.errors.push(error);
    }
}

fn is_set(value: Value<'_>) -> bool {
    match value {
        Value::Set(_) => true,
        Value::Expr(expr) => matches!(expr.without_parens(), Expr::AttrSet(_)),
        _ => false,
    }
}
