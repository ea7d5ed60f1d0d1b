//! Variables as parts of a module.

use cfglint_syntax::TextRange;
use cfglint_syntax::ast::{AstNode, Expr};

use super::env::{Bound, Closure};
use super::lower::{At, Lowerer};
use super::value::Value;

impl<'t> Lowerer<'t, '_> {
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
