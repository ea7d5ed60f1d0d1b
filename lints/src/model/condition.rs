//! What must hold for a definition to count.

use cfglint_syntax::ast::{AstNode, BinaryOp, BinaryOperator, Expr, UnaryOperator};
use serde::{Deserialize, Serialize};

use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;
use super::value::ValueKind;

/// What must hold for a definition to count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Condition {
    /// The source text, white space folded, without outer parentheses and negation; `cfg.a` is
    /// written out where the file says what `cfg` is.
    pub text: Box<str>,
    /// Whether its opposite must hold.
    pub is_negated: bool,
    /// Which variables the text speaks of: equal texts of two scopes may differ in value.
    pub scope: u32,
    /// `a` and `"x"` of `a == "x"`: what is compared, as text, with which value.
    pub compared: Option<(Box<str>, Box<str>)>,
}

impl Condition {
    /// Whether both can never hold together.
    pub fn contradicts(&self, other: &Condition) -> bool {
        if self.text == other.text {
            return self.is_negated != other.is_negated;
        }
        match (&self.compared, &other.compared) {
            (Some((ours, value)), Some((theirs, other_value))) => {
                ours == theirs && value != other_value && !self.is_negated && !other.is_negated
            }
            _ => false,
        }
    }
}

/// Whether two lists of conditions contradict one another.
pub fn excludes(ours: &[Condition], theirs: &[Condition]) -> bool {
    ours.iter().any(|ours| theirs.iter().any(|theirs| ours.contradicts(theirs)))
}

impl<'t> Lowerer<'t, '_> {
    /// What must hold so that `expr` is true, or, if `is_negated`, false. `None` if it never is.
    ///
    /// Of `a && b` these are the whole and each part.
    pub(super) fn conditions(
        &mut self,
        expr: Expr<'t>,
        frame: FrameId,
        is_negated: bool,
    ) -> Option<Vec<Condition>> {
        if !self.descend() {
            return Some(vec![self.plain_condition(expr, frame, is_negated)]);
        }
        let conditions = self.conditions_inner(expr, frame, is_negated);
        self.ascend();
        conditions
    }

    fn conditions_inner(
        &mut self,
        expr: Expr<'t>,
        frame: FrameId,
        is_negated: bool,
    ) -> Option<Vec<Condition>> {
        match expr {
            Expr::Paren(paren) => {
                if let Some(inner) = paren.inner() {
                    return self.conditions(inner, frame, is_negated);
                }
            }
            Expr::UnaryOp(operation) if operation.operator() == Some(UnaryOperator::Not) => {
                if let Some(operand) = operation.operand() {
                    return self.conditions(operand, frame, !is_negated);
                }
            }
            Expr::Ident(ident) => {
                let name = ident.name().unwrap_or_default();
                match self.env.lookup(frame, name).cloned() {
                    Some(Bound::Closure(Closure { expr, frame })) if self.enter(expr) => {
                        let conditions = self.conditions(expr, frame, is_negated);
                        self.leave();
                        return conditions;
                    }
                    None if matches!(name, "true" | "false") => {
                        return ((name == "true") != is_negated).then(Vec::new);
                    }
                    _ => {}
                }
            }
            Expr::BinaryOp(operation) => {
                let splits = match operation.operator() {
                    Some(BinaryOperator::And) => !is_negated,
                    Some(BinaryOperator::Or) => is_negated,
                    Some(BinaryOperator::Equal) => {
                        return Some(vec![self.comparison(operation, frame, is_negated)]);
                    }
                    Some(BinaryOperator::NotEqual) => {
                        return Some(vec![self.comparison(operation, frame, !is_negated)]);
                    }
                    _ => false,
                };
                let mut conditions = vec![self.plain_condition(expr, frame, is_negated)];
                for side in [operation.lhs(), operation.rhs()].into_iter().flatten() {
                    if splits {
                        conditions.extend(self.conditions(side, frame, is_negated)?);
                    }
                }
                return Some(conditions);
            }
            _ => {}
        }
        Some(vec![self.plain_condition(expr, frame, is_negated)])
    }

    fn plain_condition(&mut self, expr: Expr<'t>, frame: FrameId, is_negated: bool) -> Condition {
        let scope = self.env.scope_of(expr.node(), frame).hash;
        let text = self.canonical(expr, frame).into();
        Condition { text, is_negated, scope, compared: None }
    }

    /// That `expr` equals a text that needs no variables.
    pub(super) fn equals(&mut self, expr: Expr<'t>, value: &str, frame: FrameId) -> Condition {
        let scope = self.env.scope_of(expr.node(), frame).hash;
        let is_simple = matches!(expr.without_parens(), Expr::Ident(_) | Expr::Select(_));
        let text = match (self.canonical(expr, frame), is_simple) {
            (text, true) => format!("{text} == {value}"),
            (text, false) => format!("({text}) == {value}"),
        };
        Condition { text: text.into(), is_negated: false, scope, compared: None }
    }

    /// `a == b`
    fn comparison(
        &mut self,
        operation: BinaryOp<'t>,
        frame: FrameId,
        is_negated: bool,
    ) -> Condition {
        let scope = self.env.scope_of(operation.node(), frame).hash;
        let (Some(lhs), Some(rhs)) = (operation.lhs(), operation.rhs()) else {
            let text = self.folded(Expr::BinaryOp(operation)).into();
            return Condition { text, is_negated, scope, compared: None };
        };
        let literal = match self.eval(rhs, frame).kind {
            ValueKind::Str(text) => text.as_literal().map(|text| format!("{text:?}")),
            ValueKind::Null => Some("null".to_owned()),
            ValueKind::Bool(bool) => Some(bool.to_string()),
            ValueKind::Int(int) => Some(int.to_string()),
            _ => None,
        };
        let (lhs, rhs) = (self.canonical(lhs, frame), self.canonical(rhs, frame));
        let text = format!("{lhs} == {rhs}").into();
        let compared = literal.map(|value| (lhs.into(), value.into()));
        Condition { text, is_negated, scope, compared }
    }

    /// The source text; of `cfg.a`, with what `cfg` stands for.
    fn canonical(&mut self, expr: Expr<'t>, frame: FrameId) -> String {
        let expr = expr.without_parens();
        let base = match expr {
            Expr::Ident(_) => Some(expr),
            Expr::Select(select) if select.default().is_none() => select.base(),
            _ => None,
        };
        if let Some(Expr::Ident(ident)) = base
            && let Some(Bound::Closure(inner)) =
                self.env.lookup(frame, ident.name().unwrap_or_default()).cloned()
            && matches!(inner.expr, Expr::Ident(_) | Expr::Select(_))
            && self.enter(inner.expr)
        {
            let mut text = self.canonical(inner.expr, inner.frame);
            self.leave();
            if let Expr::Select(select) = expr
                && let Some(path) = select.path()
            {
                text.push('.');
                text.push_str(self.source(path.range()));
            }
            return text;
        }
        self.folded(expr)
    }

    /// The source text with one space for white space and comments between tokens.
    fn folded(&self, expr: Expr<'t>) -> String {
        let mut text = String::new();
        let mut is_apart = false;
        for token in expr.node().all_tokens() {
            if token.kind().is_trivia() {
                is_apart = true;
                continue;
            }
            if is_apart && !text.is_empty() {
                text.push(' ');
            }
            is_apart = false;
            text.push_str(token.text());
        }
        text
    }
}
