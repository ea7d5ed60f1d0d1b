//! From variables to what they stand for.

use cfglint_syntax::ast::{AttrSet, Expr, Lambda, Select};

use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;

/// Where following a variable ends.
pub(super) enum Target<'t> {
    /// An expression of this file.
    Expr(Expr<'t>, FrameId),
    /// Something from outside, by its own name: `mkIf` of `mkIf`, `lib.mkIf` or `lib.modules.mkIf`.
    Outside(Box<str>),
    /// Neither.
    Unknown,
}

/// Names for names.
const LIMIT: usize = 16;

impl<'t> Lowerer<'t, '_> {
    /// Follows variables and attributes.
    pub(super) fn target(&mut self, expr: Expr<'t>, frame: FrameId) -> Target<'t> {
        let (mut expr, mut frame) = (expr, frame);
        for _ in 0..LIMIT {
            expr = expr.without_parens();
            let (bound, name): (Option<Bound<'t>>, Box<str>) = match expr {
                Expr::Ident(ident) => {
                    let name = ident.name().unwrap_or_default();
                    match self.env.lookup(frame, name).cloned() {
                        Some(Bound::Selected(from, name)) => (self.select(from, &name), name),
                        // An argument called `mkIf` is what is called so everywhere.
                        Some(Bound::Opaque) | None => (None, name.into()),
                        bound => (bound, name.into()),
                    }
                }
                Expr::Select(select) if select.default().is_none() => {
                    let name = select.path().and_then(|path| path.attrs().last()?.name());
                    let Some(name) = name else {
                        return Target::Unknown;
                    };
                    (self.select_path(select, frame), name.as_ref().into())
                }
                _ => return Target::Expr(expr, frame),
            };
            match bound {
                Some(Bound::Closure(closure)) => (expr, frame) = (closure.expr, closure.frame),
                Some(Bound::Selected(_, name)) => return Target::Outside(name),
                None => return Target::Outside(name),
                Some(Bound::Value(_) | Bound::Opaque) => return Target::Unknown,
            }
        }
        Target::Unknown
    }

    /// The own name of a function that comes from outside of the file.
    pub(super) fn function_name(&mut self, head: Expr<'t>, frame: FrameId) -> Option<Box<str>> {
        match self.target(head, frame) {
            Target::Outside(name) => Some(name),
            _ => None,
        }
    }

    /// A function that the file itself defines.
    pub(super) fn lambda_of(
        &mut self,
        function: Expr<'t>,
        frame: FrameId,
    ) -> Option<(Lambda<'t>, FrameId)> {
        match self.target(function, frame) {
            Target::Expr(Expr::Lambda(lambda), frame) => Some((lambda, frame)),
            _ => None,
        }
    }

    /// A set that the file spells out.
    pub(super) fn literal_set(
        &mut self,
        expr: Expr<'t>,
        frame: FrameId,
    ) -> Option<(AttrSet<'t>, FrameId)> {
        match self.target(expr, frame) {
            Target::Expr(Expr::AttrSet(set), frame) => Some((set, frame)),
            _ => None,
        }
    }

    /// `name` of a set that the text spells out.
    pub(super) fn select(&mut self, from: Closure<'t>, name: &str) -> Option<Bound<'t>> {
        if !self.enter(from.expr) {
            return None;
        }
        let set = self.literal_set(from.expr, from.frame);
        self.leave();
        let (set, frame) = set?;
        self.env.attr_of(set, frame, name)
    }

    /// `base.a.b` of sets that the text spells out.
    pub(super) fn select_path(&mut self, select: Select<'t>, frame: FrameId) -> Option<Bound<'t>> {
        let mut from = Closure { expr: select.base()?, frame };
        let mut attrs = select.path()?.attrs().peekable();
        while let Some(attr) = attrs.next() {
            let bound = self.select(from, &attr.name()?)?;
            match (bound, attrs.peek()) {
                (bound, None) => return Some(bound),
                (Bound::Closure(closure), Some(_)) => from = closure,
                _ => return Some(Bound::Opaque),
            }
        }
        None
    }
}
