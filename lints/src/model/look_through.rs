//! Variables and updates as parts of a module.

use cfglint_syntax::TextRange;
use cfglint_syntax::ast::{AstNode, Expr};
use rustc_hash::FxHashMap;

use super::env::{Bound, Closure};
use super::lower::{At, Lowerer};
use super::value::Value;
use super::{Condition, Definition, Segment};

/// Under what further condition a path is set anew; `None` if that cannot be said in one.
type Replaced = Option<Option<Condition>>;

impl<'t> Lowerer<'t, '_> {
    /// `a // b`: what `b` sets replaces what `a` sets under the same name.
    pub(super) fn update(&mut self, lhs: Option<Expr<'t>>, rhs: Option<Expr<'t>>, at: At) {
        let depth = at.path.len();
        self.replace(lhs, rhs, at, |definition| definition.path.get(..=depth));
    }

    /// `recursiveUpdate a b`: what `b` sets replaces what `a` sets under the same path.
    pub(super) fn recursive_update(&mut self, lhs: Expr<'t>, rhs: Expr<'t>, at: At) {
        self.replace(Some(lhs), Some(rhs), at, |definition| Some(&definition.path));
    }

    fn replace(
        &mut self,
        lhs: Option<Expr<'t>>,
        rhs: Option<Expr<'t>>,
        at: At,
        key: impl Fn(&Definition) -> Option<&[Segment]>,
    ) {
        let (start, conditions) = (self.module.definitions.len(), at.conditions.len());
        if let Some(lhs) = lhs {
            self.lower(lhs, at.clone());
        }
        let middle = self.module.definitions.len();
        if let Some(rhs) = rhs {
            self.lower(rhs, at);
        }
        if middle == start {
            return;
        }
        let right = self.module.definitions.split_off(middle);
        let left = self.module.definitions.split_off(start);
        let mut replaced: FxHashMap<&[Segment], Replaced> = FxHashMap::default();
        for definition in &right {
            let Some(key) = key(definition) else { continue };
            let further =
                match &definition.conditions[conditions.min(definition.conditions.len())..] {
                    [] => Some(None),
                    [one] => Some(Some(one.clone())),
                    _ => None,
                };
            let known = replaced.entry(key).or_insert_with(|| further.clone());
            match (&*known, &further) {
                (Some(None), _) => {}
                (_, Some(None)) => *known = further,
                (known_further, further) if known_further == further => {}
                // Under several conditions: some may hold and some not.
                _ => *known = None,
            }
        }
        let kept = left.into_iter().filter_map(|mut definition| {
            match key(&definition).and_then(|key| replaced.get(key)) {
                None | Some(None) => Some(definition),
                Some(Some(None)) => None,
                Some(Some(Some(condition))) => {
                    let is_negated = !condition.is_negated;
                    definition.conditions.push(Condition { is_negated, ..condition.clone() });
                    Some(definition)
                }
            }
        });
        let kept: Vec<Definition> = kept.collect();
        self.module.definitions.extend(kept);
        self.module.definitions.extend(right);
    }

    pub(super) fn variable(&mut self, expr: Expr<'t>, at: At) {
        let bound = match expr {
            Expr::Ident(ident) => {
                ident.name().and_then(|name| self.env.lookup(at.frame, name).cloned())
            }
            Expr::Select(select) if select.default().is_none() => {
                self.select_path(select, at.frame)
            }
            _ => None,
        };
        match bound {
            Some(bound) => self.bound(Some(bound), expr.range(), at),
            None => {
                let value = self.eval(expr, at.frame);
                self.leaf(value, at);
            }
        }
    }

    /// What a variable is bound to, as a part of the module.
    pub(super) fn bound(&mut self, bound: Option<Bound<'t>>, range: TextRange, mut at: At) {
        match bound {
            Some(Bound::Closure(Closure { expr, frame })) if self.enter(expr) => {
                at.frame = frame;
                at.is_shared = true;
                self.lower(expr, at);
                self.leave();
            }
            Some(Bound::Value(value)) => self.leaf(value, at),
            Some(Bound::Selected(from, name)) => match self.select(from, &name) {
                Some(inner @ (Bound::Closure(_) | Bound::Value(_))) => {
                    self.bound(Some(inner), range, at);
                }
                _ => self.leaf(Value::unknown(range), at),
            },
            _ => self.leaf(Value::unknown(range), at),
        }
    }
}
