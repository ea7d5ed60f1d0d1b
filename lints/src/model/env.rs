//! Variables and what they are bound to.

use cfglint_syntax::ast::{AttrSet, Bindings, Entry, Expr, Lambda};

use super::Value;

/// A frame of variables, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

#[derive(Debug)]
struct Frame<'t> {
    parent: Option<FrameId>,
    names: Vec<(&'t str, Bound<'t>)>,
    /// The function whose argument opened this frame or one around it, by offset.
    lambda: u32,
}

/// All frames of a walk. They are few and small, and none is ever given back.
#[derive(Debug)]
pub(super) struct Env<'t> {
    frames: Vec<Frame<'t>>,
}

impl<'t> Env<'t> {
    pub(super) const TOP: FrameId = FrameId(0);

    pub(super) fn new() -> Env<'t> {
        Env { frames: vec![Frame { parent: None, names: Vec::new(), lambda: 0 }] }
    }

    fn push(&mut self, parent: FrameId) -> FrameId {
        let lambda = self.frames[parent.0 as usize].lambda;
        self.frames.push(Frame { parent: Some(parent), names: Vec::new(), lambda });
        FrameId(self.frames.len() as u32 - 1)
    }

    pub(super) fn bind(&mut self, frame: FrameId, name: &'t str, bound: Bound<'t>) {
        self.frames[frame.0 as usize].names.push((name, bound));
    }

    /// The function around `frame`, by offset.
    pub(super) fn lambda(&self, frame: FrameId) -> u32 {
        self.frames[frame.0 as usize].lambda
    }

    pub(super) fn lookup(&self, frame: FrameId, name: &str) -> Option<&Bound<'t>> {
        let mut at = Some(frame);
        while let Some(FrameId(index)) = at {
            let frame = &self.frames[index as usize];
            if let Some((_, bound)) = frame.names.iter().rev().find(|(other, _)| *other == name) {
                return Some(bound);
            }
            at = frame.parent;
        }
        None
    }

    /// The frame inside a `let` or a `rec` set.
    pub(super) fn recursive(&mut self, outer: FrameId, node: impl Bindings<'t>) -> FrameId {
        let inner = self.push(outer);
        for entry in node.entries() {
            match entry {
                Entry::Binding(binding) => self.bind_definition(inner, binding),
                Entry::Inherit(inherit) => {
                    for attr in inherit.attrs() {
                        let Some(name) = attr.node().tokens().next().map(|token| token.text())
                        else {
                            continue;
                        };
                        let bound = match inherit.from() {
                            Some(expr) => {
                                Bound::Selected(Closure { expr, frame: inner }, name.into())
                            }
                            None => self.lookup(outer, name).cloned().unwrap_or(Bound::Opaque),
                        };
                        self.bind(inner, name, bound);
                    }
                }
            }
        }
        inner
    }

    fn bind_definition(&mut self, frame: FrameId, binding: cfglint_syntax::ast::Binding<'t>) {
        let Some(path) = binding.path() else { return };
        let mut attrs = path.attrs();
        let Some(first) = attrs.next() else { return };
        let Some(name) = first.node().tokens().next().map(|token| token.text()) else {
            return;
        };
        let bound = match (binding.value(), attrs.next()) {
            // `a.b = 1;` says only a part of `a`.
            (Some(expr), None) => Bound::Closure(Closure { expr, frame }),
            _ => Bound::Opaque,
        };
        self.bind(frame, name, bound);
    }

    /// The frame inside a function that is called with `argument`, or with something unknown.
    pub(super) fn call(
        &mut self,
        lambda: Lambda<'t>,
        frame: FrameId,
        argument: Option<Bound<'t>>,
    ) -> FrameId {
        let inner = self.push(frame);
        if argument.is_none() {
            self.frames[inner.0 as usize].lambda = u32::from(lambda_offset(lambda)) + 1;
        }
        if let Some(param) = lambda.param() {
            self.bind(inner, param, argument.unwrap_or(Bound::Opaque));
            return inner;
        }
        let Some(pattern) = lambda.pattern() else {
            return inner;
        };
        let given = match &argument {
            Some(Bound::Closure(Closure { expr, frame })) => match expr.without_parens() {
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
            self.bind(inner, name, bound);
        }
        if let Some(bind) = pattern.bind() {
            self.bind(inner, bind.text(), argument.unwrap_or(Bound::Opaque));
        }
        inner
    }

    /// The attribute `name` of a literal set, if exactly one binding says all of it.
    pub(super) fn attr_of(
        &mut self,
        set: AttrSet<'t>,
        frame: FrameId,
        name: &str,
    ) -> Option<Bound<'t>> {
        let frame = if set.is_recursive() { self.recursive(frame, set) } else { frame };
        for entry in set.entries() {
            match entry {
                Entry::Binding(binding) => {
                    let mut attrs = binding.path()?.attrs();
                    let first = attrs.next()?.name();
                    if first.as_deref() != Some(name) {
                        continue;
                    }
                    return Some(match (binding.value(), attrs.next()) {
                        (Some(expr), None) => Bound::Closure(Closure { expr, frame }),
                        _ => Bound::Opaque,
                    });
                }
                Entry::Inherit(inherit) => {
                    if inherit.attrs().any(|attr| attr.name().as_deref() == Some(name)) {
                        return Some(match inherit.from() {
                            Some(expr) => Bound::Selected(Closure { expr, frame }, name.into()),
                            None => self.lookup(frame, name).cloned().unwrap_or(Bound::Opaque),
                        });
                    }
                }
            }
        }
        None
    }
}

fn lambda_offset(lambda: Lambda<'_>) -> cfglint_syntax::TextSize {
    use cfglint_syntax::ast::AstNode as _;
    lambda.range().start()
}
