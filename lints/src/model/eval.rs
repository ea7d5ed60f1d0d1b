//! Expressions to values, as far as the text says them.

use cfglint_syntax::ast::{AstNode, BinaryOp, BinaryOperator, Expr, Select, UnaryOperator};
use cfglint_syntax::{StringPart, SyntaxKind};

use super::Condition;
use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;
use super::value::{Item, List, Text, TextPart, Value, ValueKind};

impl<'t> Lowerer<'t, '_> {
    /// The value of `expr`, with variables replaced by what they are bound to.
    pub(super) fn eval(&mut self, expr: Expr<'t>, frame: FrameId) -> Value {
        let range = expr.range();
        let value = |kind| Value { kind, range };
        if !self.spend() {
            return Value::unknown(range);
        }
        match expr {
            Expr::Paren(paren) => match paren.inner() {
                Some(inner) => self.eval(inner, frame),
                None => Value::unknown(range),
            },
            Expr::Ident(ident) => self.eval_variable(ident.name().unwrap_or_default(), expr, frame),
            Expr::Literal(literal) => {
                value(literal.token().map_or(ValueKind::Unknown, |token| match token.kind() {
                    SyntaxKind::INTEGER => {
                        token.text().parse().map_or(ValueKind::Unknown, ValueKind::Int)
                    }
                    SyntaxKind::FLOAT => ValueKind::Float(token.text().into()),
                    _ => {
                        ValueKind::Str(Text { parts: vec![TextPart::Literal(token.text().into())] })
                    }
                }))
            }
            Expr::PlainString(_) | Expr::IndString(_) => {
                match self.only_interpolated(expr, frame) {
                    Some(file) => file,
                    None => value(ValueKind::Str(self.eval_string(expr, frame))),
                }
            }
            Expr::Path(path) => match path.text() {
                Some(text) if !path.is_search_path() => value(ValueKind::Path(text.into())),
                _ => Value::unknown(range),
            },
            Expr::List(list) => {
                let items = list.items().map(|item| Item {
                    value: self.eval(item, frame),
                    range: item.range(),
                    conditions: Vec::new(),
                    is_shared: false,
                });
                value(ValueKind::List(List { items: items.collect(), is_complete: true }))
            }
            Expr::BinaryOp(operation) => self.eval_operation(operation, frame),
            Expr::UnaryOp(operation) => {
                let operand = operation.operand().map(|operand| self.eval(operand, frame).kind);
                match (operation.operator(), operand) {
                    (Some(UnaryOperator::Negate), Some(ValueKind::Int(int))) => {
                        value(ValueKind::Int(int.wrapping_neg()))
                    }
                    (Some(UnaryOperator::Not), Some(ValueKind::Bool(bool))) => {
                        value(ValueKind::Bool(!bool))
                    }
                    _ => Value::unknown(range),
                }
            }
            Expr::LetIn(let_in) => {
                let inner = self.env.recursive(frame, let_in);
                match let_in.body() {
                    Some(body) => self.eval(body, inner),
                    None => Value::unknown(range),
                }
            }
            Expr::With(with) => match with.body() {
                Some(body) => self.eval(body, frame),
                None => Value::unknown(range),
            },
            Expr::Select(select) => self.eval_select(select, frame),
            Expr::Apply(_) => self.eval_call(expr, frame),
            Expr::AttrSet(set) => match set.node().children().next() {
                None => value(ValueKind::EmptySet),
                Some(_) => Value::unknown(range),
            },
            Expr::Lambda(_) => value(ValueKind::Function),
            Expr::IfElse(_)
            | Expr::Assert(_)
            | Expr::HasAttr(_)
            | Expr::LegacyLet(_)
            | Expr::ApplyOr(_) => Value::unknown(range),
        }
    }

    fn eval_variable(&mut self, name: &str, expr: Expr<'t>, frame: FrameId) -> Value {
        let range = expr.range();
        match self.env.lookup(frame, name).cloned() {
            Some(bound) => self.eval_bound(bound, expr),
            None => {
                let kind = match name {
                    "true" => ValueKind::Bool(true),
                    "false" => ValueKind::Bool(false),
                    "null" => ValueKind::Null,
                    _ => ValueKind::Unknown,
                };
                Value { kind, range }
            }
        }
    }

    pub(super) fn eval_bound(&mut self, bound: Bound<'t>, at: Expr<'t>) -> Value {
        match bound {
            Bound::Closure(Closure { expr, frame }) => {
                if !self.enter() {
                    return Value::unknown(at.range());
                }
                let mut value = self.eval(expr, frame);
                self.leave();
                if let ValueKind::List(list) = &mut value.kind {
                    for item in &mut list.items {
                        item.is_shared = true;
                    }
                }
                value
            }
            Bound::Selected(from, name) => match self.select(from, &name) {
                Some(bound) if self.enter() => {
                    let value = self.eval_bound(bound, at);
                    self.leave();
                    value
                }
                _ => Value::unknown(at.range()),
            },
            Bound::Value(value) => value,
            Bound::Opaque => Value::unknown(at.range()),
        }
    }

    /// `name` of a set that the text spells out.
    fn select(&mut self, from: Closure<'t>, name: &str) -> Option<Bound<'t>> {
        if !self.spend() {
            return None;
        }
        let Closure { expr, frame } = from;
        match expr.without_parens() {
            Expr::AttrSet(set) => self.env.attr_of(set, frame, name),
            Expr::Ident(ident) => match self.env.lookup(frame, ident.name()?).cloned()? {
                Bound::Closure(closure) if self.enter() => {
                    let found = self.select(closure, name);
                    self.leave();
                    found
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn eval_select(&mut self, select: Select<'t>, frame: FrameId) -> Value {
        let unknown = Value::unknown(select.range());
        let (Some(base), Some(path), None) = (select.base(), select.path(), select.default())
        else {
            return unknown;
        };
        let mut from = Closure { expr: base, frame };
        let mut attrs = path.attrs().peekable();
        while let Some(attr) = attrs.next() {
            let Some(bound) = attr.name().and_then(|name| self.select(from, &name)) else {
                return unknown;
            };
            match (bound, attrs.peek()) {
                (bound, None) => return self.eval_bound(bound, base),
                (Bound::Closure(closure), Some(_)) => from = closure,
                _ => return unknown,
            }
        }
        unknown
    }

    /// `"${file}"`, where the variable is a path or a text that is written to the store.
    fn only_interpolated(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Value> {
        let parts = expr.string_parts()?;
        let [StringPart::Interpolation(node)] = parts.as_slice() else {
            return None;
        };
        let value = node.children().find_map(Expr::cast).map(|inner| self.eval(inner, frame))?;
        matches!(value.kind, ValueKind::Call { .. } | ValueKind::Path(_)).then_some(value)
    }

    /// A string; interpolated variables whose text is known become part of it.
    pub(super) fn eval_string(&mut self, expr: Expr<'t>, frame: FrameId) -> Text {
        let mut text = Text::default();
        for part in expr.string_parts().unwrap_or_default() {
            match part {
                StringPart::Text(value) => text.push_literal(value.text()),
                StringPart::Interpolation(node) => {
                    let inner = node.children().find_map(Expr::cast);
                    let known = inner.map(|inner| self.eval(inner, frame).kind);
                    match known {
                        Some(ValueKind::Str(inner)) => {
                            for part in inner.parts {
                                match part {
                                    TextPart::Literal(literal) => text.push_literal(&literal),
                                    hole => text.parts.push(hole),
                                }
                            }
                        }
                        _ => text.parts.push(TextPart::Hole(self.source(node.range()).into())),
                    }
                }
            }
        }
        text
    }

    fn eval_operation(&mut self, operation: BinaryOp<'t>, frame: FrameId) -> Value {
        let range = operation.range();
        let (Some(lhs), Some(rhs)) = (operation.lhs(), operation.rhs()) else {
            return Value::unknown(range);
        };
        match operation.operator() {
            Some(BinaryOperator::Concat) => {
                let mut list = List { items: Vec::new(), is_complete: true };
                for side in [lhs, rhs] {
                    match self.eval(side, frame).kind {
                        ValueKind::List(part) => {
                            list.items.extend(part.items);
                            list.is_complete &= part.is_complete;
                        }
                        _ => list.is_complete = false,
                    }
                }
                Value { kind: ValueKind::List(list), range }
            }
            Some(BinaryOperator::Add) => {
                let (left, right) = (self.eval(lhs, frame), self.eval(rhs, frame));
                match (left.kind, right.kind) {
                    (ValueKind::Str(mut text), ValueKind::Str(more)) => {
                        for part in more.parts {
                            match part {
                                TextPart::Literal(literal) => text.push_literal(&literal),
                                hole => text.parts.push(hole),
                            }
                        }
                        Value { kind: ValueKind::Str(text), range }
                    }
                    _ => Value::unknown(range),
                }
            }
            _ => Value::unknown(range),
        }
    }

    /// Calls that make lists or texts.
    fn eval_call(&mut self, expr: Expr<'t>, frame: FrameId) -> Value {
        let range = expr.range();
        let (head, arguments) = super::calls::spine(expr);
        let name = self.function_name(head, frame);
        match (name.as_deref(), arguments.as_slice()) {
            (Some("optional"), [condition, item]) => {
                let item = Item {
                    value: self.eval(*item, frame),
                    range: item.range(),
                    conditions: vec![self.condition(*condition)],
                    is_shared: false,
                };
                Value {
                    kind: ValueKind::List(List { items: vec![item], is_complete: true }),
                    range,
                }
            }
            (Some("optionals"), [condition, list]) => {
                let condition = self.condition(*condition);
                let mut value = self.eval(*list, frame);
                if let ValueKind::List(list) = &mut value.kind {
                    for item in &mut list.items {
                        item.conditions.push(condition.clone());
                    }
                }
                value
            }
            (Some(function @ ("writeText" | "toFile")), [_, _]) => {
                let arguments =
                    arguments.iter().map(|argument| self.eval(*argument, frame)).collect();
                Value { kind: ValueKind::Call { function: function.into(), arguments }, range }
            }
            (Some(function @ "writeTextFile"), [argument]) => {
                let from = Closure { expr: *argument, frame };
                let text = self.select(from, "text").map(|bound| self.eval_bound(bound, *argument));
                let arguments = text.into_iter().collect();
                Value { kind: ValueKind::Call { function: function.into(), arguments }, range }
            }
            _ => Value::unknown(range),
        }
    }

    /// The condition that `expr` states.
    pub(super) fn condition(&self, expr: Expr<'t>) -> Condition {
        let mut is_negated = false;
        let mut expr = expr.without_parens();
        while let Expr::UnaryOp(operation) = expr
            && operation.operator() == Some(UnaryOperator::Not)
            && let Some(operand) = operation.operand()
        {
            is_negated = !is_negated;
            expr = operand.without_parens();
        }
        let words: Vec<&str> = self.source(expr.range()).split_whitespace().collect();
        Condition { text: words.join(" ").into(), is_negated }
    }
}
