//! Variables and what they are bound to.

use std::borrow::Cow;
use std::collections::hash_map::Entry as MapEntry;
use std::hash::{Hash, Hasher};

use cfglint_syntax::ast::{Attr, AttrSet, Binding, Bindings, Entry, Expr, Lambda};
use cfglint_syntax::{Node, SyntaxKind, TextRange};
use rustc_hash::{FxHashMap, FxHasher};

use super::Value;

/// A frame of variables, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FrameId(u32);

/// An expression and the variables that it sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Closure<'t> {
    pub(super) expr: Expr<'t>,
    pub(super) frame: FrameId,
}

/// What a variable is bound to.
#[derive(Debug, Clone)]
pub(super) enum Bound<'t> {
    Closure(Closure<'t>),
    /// `inherit (from) name;`
    Selected(Closure<'t>, Box<str>),
    Value(Value),
    /// An argument, or something else of which the text says nothing.
    Opaque,
}

/// Which variables an expression speaks of.
///
/// Two expressions with the same text and an equal scope have the same value: `cfg.user` under two
/// `let cfg = …` has two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ScopeOf {
    pub(super) hash: u32,
    /// Whether an argument of a function takes part, which may be called more than once.
    pub(super) varies: bool,
}

#[derive(Debug)]
struct Frame<'t> {
    parent: Option<FrameId>,
    names: FxHashMap<Cow<'t, str>, Bound<'t>>,
    /// `with …;`: any name that is bound nowhere else may come from it.
    is_with: bool,
    /// Inside a function that is no module.
    in_function: bool,
}

/// All frames of a walk. They are few and small, and none is ever given back.
#[derive(Debug)]
pub(super) struct Env<'t> {
    frames: Vec<Frame<'t>>,
    /// The frames inside of `let` and `rec`, by where they are and what is around them.
    recursive: FxHashMap<(TextRange, FrameId), FrameId>,
}

impl<'t> Env<'t> {
    pub(super) const TOP: FrameId = FrameId(0);

    pub(super) fn new() -> Env<'t> {
        let top =
            Frame { parent: None, names: FxHashMap::default(), is_with: false, in_function: false };
        Env { frames: vec![top], recursive: FxHashMap::default() }
    }

    fn push(&mut self, parent: FrameId) -> FrameId {
        let in_function = self.frames[parent.0 as usize].in_function;
        let frame = Frame {
            parent: Some(parent),
            names: FxHashMap::default(),
            is_with: false,
            in_function,
        };
        self.frames.push(frame);
        FrameId(self.frames.len() as u32 - 1)
    }

    /// Binds a name; one that is said in several places is not known.
    fn bind(&mut self, frame: FrameId, name: Cow<'t, str>, bound: Bound<'t>) {
        let names = &mut self.frames[frame.0 as usize].names;
        match names.entry(name) {
            MapEntry::Occupied(mut old) => *old.get_mut() = Bound::Opaque,
            MapEntry::Vacant(new) => {
                new.insert(bound);
            }
        }
    }

    pub(super) fn lookup(&self, frame: FrameId, name: &str) -> Option<&Bound<'t>> {
        self.find(frame, name).1
    }

    /// The frame that binds `name`, or the innermost `with` that may; and what it is bound to.
    fn find(&self, frame: FrameId, name: &str) -> (Option<FrameId>, Option<&Bound<'t>>) {
        let mut at = Some(frame);
        let mut with = None;
        while let Some(id @ FrameId(index)) = at {
            let frame = &self.frames[index as usize];
            if let Some(bound) = frame.names.get(name) {
                return (Some(id), Some(bound));
            }
            if frame.is_with && with.is_none() {
                with = Some(id);
            }
            at = frame.parent;
        }
        (with, None)
    }

    /// The variables of `node`, which is seen from `frame`.
    pub(super) fn scope_of(&self, node: Node<'t>, frame: FrameId) -> ScopeOf {
        let mut hasher = FxHasher::default();
        let mut varies = false;
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if node.kind() == SyntaxKind::IDENT {
                let Some(token) = node.tokens().next() else {
                    continue;
                };
                let (binder, bound) = self.find(frame, token.text());
                varies |= bound.is_some()
                    && binder.is_some_and(|FrameId(it)| self.frames[it as usize].in_function);
                (token.text(), binder).hash(&mut hasher);
                continue;
            }
            let is_path = matches!(node.kind(), SyntaxKind::ATTR_PATH | SyntaxKind::INHERIT);
            let is_name = |child: &Node<'t>| is_path && child.kind() == SyntaxKind::IDENT;
            stack.extend(node.children().filter(|child| !is_name(child)));
        }
        ScopeOf { hash: fold(&hasher), varies }
    }

    /// A scope that nothing else has.
    pub(super) fn fresh(&mut self) -> ScopeOf {
        let id = self.push(Env::TOP);
        let mut hasher = FxHasher::default();
        ("fresh", id).hash(&mut hasher);
        ScopeOf { hash: fold(&hasher), varies: true }
    }

    /// The frame inside a `with`.
    pub(super) fn with(&mut self, outer: FrameId) -> FrameId {
        let inner = self.push(outer);
        self.frames[inner.0 as usize].is_with = true;
        inner
    }

    /// The frame inside a `let` or a `rec` set.
    pub(super) fn recursive(&mut self, outer: FrameId, node: impl Bindings<'t>) -> FrameId {
        if let Some(known) = self.recursive.get(&(node.range(), outer)) {
            return *known;
        }
        let inner = self.push(outer);
        self.recursive.insert((node.range(), outer), inner);
        for entry in node.entries() {
            match entry {
                Entry::Binding(binding) => self.bind_definition(inner, binding),
                Entry::Inherit(inherit) => {
                    for name in inherit.attrs().filter_map(Attr::name) {
                        let bound = match inherit.from() {
                            Some(expr) => Bound::Selected(
                                Closure { expr, frame: inner },
                                name.as_ref().into(),
                            ),
                            None => self.lookup(outer, &name).cloned().unwrap_or(Bound::Opaque),
                        };
                        self.bind(inner, name, bound);
                    }
                }
            }
        }
        inner
    }

    fn bind_definition(&mut self, frame: FrameId, binding: Binding<'t>) {
        let Some(path) = binding.path() else { return };
        let mut attrs = path.attrs();
        let Some(name) = attrs.next().and_then(Attr::name) else {
            return;
        };
        let bound = match (binding.value(), attrs.next()) {
            // `a.b = 1;` says only a part of `a`.
            (Some(expr), None) => Bound::Closure(Closure { expr, frame }),
            _ => Bound::Opaque,
        };
        self.bind(frame, name, bound);
    }

    /// The frame inside a module, whose arguments the module system gives.
    pub(super) fn module(&mut self, lambda: Lambda<'t>, frame: FrameId) -> FrameId {
        let inner = self.push(frame);
        self.bind_arguments(inner, lambda, Bound::Opaque);
        inner
    }

    /// The frame inside a function that is called with `argument`.
    pub(super) fn call(
        &mut self,
        lambda: Lambda<'t>,
        frame: FrameId,
        argument: Bound<'t>,
    ) -> FrameId {
        let inner = self.push(frame);
        self.frames[inner.0 as usize].in_function = true;
        self.bind_arguments(inner, lambda, argument);
        inner
    }

    fn bind_arguments(&mut self, inner: FrameId, lambda: Lambda<'t>, argument: Bound<'t>) {
        if let Some(param) = lambda.param() {
            return self.bind(inner, Cow::Borrowed(param), argument);
        }
        let Some(pattern) = lambda.pattern() else {
            return;
        };
        let given = match &argument {
            Bound::Closure(Closure { expr, frame }) => match expr.without_parens() {
                Expr::AttrSet(set) => Some((set, *frame)),
                _ => None,
            },
            _ => None,
        };
        for entry in pattern.entries() {
            let Some(name) = entry.name().map(|token| token.text()) else {
                continue;
            };
            let passed = given.map(|(set, frame)| self.attr_of(set, frame, name));
            let bound = match (passed, entry.default()) {
                (Some(Some(bound)), _) => bound,
                (Some(None), Some(expr)) => Bound::Closure(Closure { expr, frame: inner }),
                _ => Bound::Opaque,
            };
            self.bind(inner, Cow::Borrowed(name), bound);
        }
        if let Some(bind) = pattern.bind() {
            self.bind(inner, Cow::Borrowed(bind.text()), argument);
        }
    }

    /// The attribute `name` of a literal set: opaque unless exactly one binding says all of it.
    pub(super) fn attr_of(
        &mut self,
        set: AttrSet<'t>,
        outer: FrameId,
        name: &str,
    ) -> Option<Bound<'t>> {
        let frame = if set.is_recursive() { self.recursive(outer, set) } else { outer };
        let mut found = None;
        for entry in set.entries() {
            let bound = match entry {
                Entry::Binding(binding) => {
                    let mut attrs = binding.path()?.attrs();
                    match attrs.next()?.name() {
                        // A computed name may be this one.
                        None => Bound::Opaque,
                        Some(first) if first != name => continue,
                        Some(_) => match (binding.value(), attrs.next()) {
                            (Some(expr), None) => Bound::Closure(Closure { expr, frame }),
                            _ => Bound::Opaque,
                        },
                    }
                }
                Entry::Inherit(inherit) => {
                    if !inherit.attrs().any(|attr| attr.name().as_deref() == Some(name)) {
                        continue;
                    }
                    match inherit.from() {
                        Some(expr) => Bound::Selected(Closure { expr, frame }, name.into()),
                        None => self.lookup(outer, name).cloned().unwrap_or(Bound::Opaque),
                    }
                }
            };
            found = Some(if found.is_some() { Bound::Opaque } else { bound });
        }
        found
    }
}

fn fold(hasher: &FxHasher) -> u32 {
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}
