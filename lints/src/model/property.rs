//! Sets that `mkIf` and its kin make: their attributes say how a set counts, and are no options.

use cfglint_syntax::ast::{BinaryOperator, Expr};

use super::calls::spine;
use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;

impl<'t> Lowerer<'t, '_> {
    /// Whether an expression is a set made by `mkIf` and its kin; `None` if that depends.
    pub(super) fn is_property(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<bool> {
        match expr {
            Expr::Paren(paren) => self.is_property(paren.inner()?, frame),
            Expr::LetIn(let_in) => {
                let frame = self.env.recursive(frame, let_in);
                self.is_property(let_in.body()?, frame)
            }
            Expr::With(with) => {
                let frame = self.env.with(frame);
                self.is_property(with.body()?, frame)
            }
            Expr::Assert(assert) => self.is_property(assert.body()?, frame),
            Expr::IfElse(choice) => {
                self.are_properties(choice.then_branch(), choice.else_branch(), frame, false)
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Update) => {
                self.are_properties(operation.lhs(), operation.rhs(), frame, true)
            }
            Expr::Ident(_) | Expr::Select(_) => {
                let bound = match expr {
                    Expr::Ident(ident) => self.env.lookup(frame, ident.name()?).cloned(),
                    Expr::Select(select) => self.select_path(select, frame),
                    _ => None,
                };
                let bound = match bound {
                    Some(Bound::Selected(from, name)) => self.select(from, &name),
                    bound => bound,
                };
                match bound {
                    Some(Bound::Closure(Closure { expr, frame })) if self.enter(expr) => {
                        let is_property = self.is_property(expr, frame);
                        self.leave();
                        is_property
                    }
                    _ => Some(false),
                }
            }
            Expr::Apply(apply) => {
                let (head, arguments) = spine(expr);
                let name = self.function_name(head, frame);
                match (name.as_deref(), arguments.as_slice()) {
                    (Some("mkIf" | "mkOrder"), [_, _])
                    | (Some("mkMerge" | "mkBefore" | "mkAfter"), [_]) => Some(true),
                    (Some("optionalAttrs"), [_, content]) => {
                        self.is_property(*content, frame).filter(|it| !it)
                    }
                    (Some("mergeAttrs" | "recursiveUpdate"), [first, second]) => {
                        self.are_properties(Some(*first), Some(*second), frame, true)
                    }
                    _ if self.priority_of(apply.function()?, frame).is_some() => Some(true),
                    _ => self.makes_property(head, arguments.len(), frame),
                }
            }
            _ => Some(false),
        }
    }

    /// As [`Lowerer::is_property`], for two sets of which both have to be, or one if that `is_enough`.
    fn are_properties(
        &mut self,
        first: Option<Expr<'t>>,
        second: Option<Expr<'t>>,
        frame: FrameId,
        is_enough: bool,
    ) -> Option<bool> {
        match (self.is_property(first?, frame), self.is_property(second?, frame)) {
            (Some(true), _) | (_, Some(true)) if is_enough => Some(true),
            (first, second) if first == second => first,
            _ => None,
        }
    }

    /// As [`Lowerer::is_property`], for what a function of the file makes.
    fn makes_property(
        &mut self,
        function: Expr<'t>,
        arguments: usize,
        frame: FrameId,
    ) -> Option<bool> {
        let Some((mut lambda, mut frame)) = self.lambda_of(function, frame) else {
            return Some(false);
        };
        for left in (0..arguments).rev() {
            frame = self.env.call(lambda, frame, Bound::Opaque);
            match (lambda.body()?.without_parens(), left) {
                (body, 0) if self.enter(body) => {
                    let is_property = self.is_property(body, frame);
                    self.leave();
                    return is_property;
                }
                (Expr::Lambda(inner), _) => lambda = inner,
                _ => return None,
            }
        }
        None
    }
}
