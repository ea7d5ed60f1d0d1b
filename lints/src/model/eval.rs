//! Expressions to values, as far as the text says them.

use cfglint_syntax::ast::{AstNode, BinaryOp, BinaryOperator, Expr, UnaryOperator};
use cfglint_syntax::{Node, StringPart, SyntaxKind};

use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;
use super::value::{Item, List, Text, TextPart, Value, ValueKind};

/// An interpolation whose source is longer is like no other, in bytes.
const LONGEST_HOLE: usize = 1024;

impl<'t> Lowerer<'t, '_> {
    /// The value of `expr`, with variables replaced by what they are bound to.
    pub(super) fn eval(&mut self, expr: Expr<'t>, frame: FrameId) -> Value {
        if !self.spend() || !self.descend() {
            return Value::unknown(expr.range());
        }
        let value = self.eval_inner(expr, frame);
        self.ascend();
        value
    }

    fn eval_inner(&mut self, expr: Expr<'t>, frame: FrameId) -> Value {
        let range = expr.range();
        let value = |kind| Value { kind, range };
        match expr {
            Expr::Paren(paren) => match paren.inner() {
                Some(inner) => self.eval(inner, frame),
                None => Value::unknown(range),
            },
            Expr::Ident(ident) => {
                let name = ident.name().unwrap_or_default();
                match self.env.lookup(frame, name).cloned() {
                    Some(bound) => self.eval_bound(bound, expr),
                    None => value(match name {
                        "true" => ValueKind::Bool(true),
                        "false" => ValueKind::Bool(false),
                        "null" => ValueKind::Null,
                        _ => ValueKind::Unknown,
                    }),
                }
            }
            Expr::Literal(literal) => {
                value(literal.token().map_or(ValueKind::Unknown, |token| match token.kind() {
                    SyntaxKind::INTEGER => {
                        token.text().parse().map_or(ValueKind::Unknown, ValueKind::Int)
                    }
                    SyntaxKind::FLOAT => ValueKind::Float(token.text().into()),
                    _ => ValueKind::Str(Text::literal(token.text())),
                }))
            }
            Expr::PlainString(_) | Expr::IndString(_) => {
                let mut file = None;
                let text = self.eval_parts(expr, frame, &mut file);
                value(file.unwrap_or(ValueKind::Str(text)))
            }
            Expr::Path(path) => match path.text() {
                Some(text) if !path.is_search_path() => value(ValueKind::Path(text.into())),
                _ => Value::unknown(range),
            },
            Expr::List(list) => {
                let items = list.items().map(|item| self.item(item, frame)).collect();
                value(ValueKind::List(List { items, is_complete: true }))
            }
            Expr::BinaryOp(operation) => self.eval_operation(operation, frame),
            Expr::UnaryOp(operation) => {
                let operand = operation.operand().map(|operand| self.eval(operand, frame).kind);
                value(match (operation.operator(), operand) {
                    (Some(UnaryOperator::Negate), Some(ValueKind::Int(int))) => {
                        ValueKind::Int(int.wrapping_neg())
                    }
                    (Some(UnaryOperator::Not), Some(ValueKind::Bool(bool))) => {
                        ValueKind::Bool(!bool)
                    }
                    _ => ValueKind::Unknown,
                })
            }
            Expr::LetIn(let_in) => {
                let inner = self.env.recursive(frame, let_in);
                self.eval_opt(let_in.body(), expr, inner)
            }
            Expr::With(with) => {
                let inner = self.env.with(frame);
                self.eval_opt(with.body(), expr, inner)
            }
            Expr::Assert(assert) => self.eval_opt(assert.body(), expr, frame),
            Expr::Select(select) if select.default().is_none() => {
                match self.select_path(select, frame) {
                    Some(bound) => self.eval_bound(bound, expr),
                    None => match self.cert_directory(expr, frame) {
                        Some(directory) => value(ValueKind::Str(directory)),
                        None => Value::unknown(range),
                    },
                }
            }
            Expr::Apply(_) => self.eval_call(expr, frame),
            Expr::AttrSet(set) => match set.node().children().next() {
                None => value(ValueKind::EmptySet),
                Some(_) => Value::unknown(range),
            },
            Expr::Lambda(_) => value(ValueKind::Function),
            Expr::IfElse(choice) => {
                let (Some(condition), Some(then), Some(otherwise)) =
                    (choice.condition(), choice.then_branch(), choice.else_branch())
                else {
                    return Value::unknown(range);
                };
                let then = self.list_if(condition, false, then, frame);
                let otherwise = self.list_if(condition, true, otherwise, frame);
                value(joined(then, otherwise).map_or(ValueKind::Unknown, ValueKind::List))
            }
            Expr::Select(_) | Expr::HasAttr(_) | Expr::LegacyLet(_) | Expr::ApplyOr(_) => {
                Value::unknown(range)
            }
        }
    }

    fn eval_opt(&mut self, inner: Option<Expr<'t>>, outer: Expr<'t>, frame: FrameId) -> Value {
        match inner {
            Some(inner) => self.eval(inner, frame),
            None => Value::unknown(outer.range()),
        }
    }

    fn item(&mut self, expr: Expr<'t>, frame: FrameId) -> Item {
        let value = self.eval(expr, frame);
        Item { value, range: expr.range(), conditions: Vec::new(), is_shared: false }
    }

    pub(super) fn eval_bound(&mut self, bound: Bound<'t>, at: Expr<'t>) -> Value {
        match bound {
            Bound::Closure(Closure { expr, frame }) => {
                if !self.enter(expr) {
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
                Some(bound @ (Bound::Closure(_) | Bound::Value(_))) => self.eval_bound(bound, at),
                _ => Value::unknown(at.range()),
            },
            Bound::Value(value) => value,
            Bound::Opaque => Value::unknown(at.range()),
        }
    }

    /// A string; interpolated variables whose text is known become part of it.
    pub(super) fn eval_string(&mut self, expr: Expr<'t>, frame: FrameId) -> Text {
        self.eval_parts(expr, frame, &mut None)
    }

    /// As [`Lowerer::eval_string`]. `file` becomes the value of the only interpolation, if that is
    /// a path or a text that is written to the store, as in `"${file}"`. systemd takes a `-` before
    /// it for "if it exists".
    fn eval_parts(&mut self, expr: Expr<'t>, frame: FrameId, file: &mut Option<ValueKind>) -> Text {
        let parts = expr.string_parts().unwrap_or_default();
        let is_alone = match parts.as_slice() {
            [StringPart::Interpolation(_)] => true,
            [StringPart::Text(dash), StringPart::Interpolation(_)] => dash.text() == "-",
            _ => false,
        };
        let mut text = Text::default();
        for part in parts {
            let node = match part {
                StringPart::Text(value) => {
                    text.push_literal(value.text());
                    continue;
                }
                StringPart::Interpolation(node) => node,
            };
            let inner = node.children().find_map(Expr::cast);
            match inner.map(|inner| self.eval(inner, frame).kind) {
                Some(ValueKind::Str(inner)) => text.append(inner),
                kind => {
                    self.push_hole(&mut text, node, frame, kind.as_ref().and_then(written));
                    let is_file = matches!(kind, Some(ValueKind::Call { .. } | ValueKind::Path(_)));
                    *file = kind.filter(|_| is_alone && is_file);
                }
            }
        }
        text
    }

    fn push_hole(
        &mut self,
        text: &mut Text,
        node: Node<'t>,
        frame: FrameId,
        written: Option<Box<str>>,
    ) {
        let source = self.source(node.range());
        // Nested ones would be copied at each level.
        match source.len() > LONGEST_HOLE {
            true => text.push_hole("${…}", self.env.fresh()),
            false => text.push_hole(source, self.env.scope_of(node, frame)),
        }
        let inner = node.children().find_map(Expr::cast);
        let is_store_path = inner.is_some_and(|inner| self.is_store_path(inner, frame));
        if let Some(TextPart::Hole(hole)) = text.parts.last_mut() {
            hole.written = written;
            hole.is_store_path = is_store_path;
        }
    }

    fn eval_operation(&mut self, operation: BinaryOp<'t>, frame: FrameId) -> Value {
        let range = operation.range();
        let (Some(lhs), Some(rhs)) = (operation.lhs(), operation.rhs()) else {
            return Value::unknown(range);
        };
        let kind = match operation.operator() {
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
                ValueKind::List(list)
            }
            Some(BinaryOperator::Add) => {
                match (self.eval(lhs, frame).kind, self.eval(rhs, frame).kind) {
                    (ValueKind::Str(mut text), ValueKind::Str(more)) => {
                        text.append(more);
                        ValueKind::Str(text)
                    }
                    _ => ValueKind::Unknown,
                }
            }
            _ => ValueKind::Unknown,
        };
        Value { kind, range }
    }

    /// Calls that make lists or texts.
    fn eval_call(&mut self, expr: Expr<'t>, frame: FrameId) -> Value {
        let range = expr.range();
        let (head, arguments) = super::calls::spine(expr);
        let name = self.function_name(head, frame);
        let kind = match (name.as_deref(), arguments.as_slice()) {
            (Some("optional"), [condition, item]) => {
                let items = vec![self.item(*item, frame)];
                let list = List { items, is_complete: true };
                self.list_under(*condition, false, list, frame).map(ValueKind::List)
            }
            (Some("optionals"), [condition, list]) => {
                self.list_if(*condition, false, *list, frame).map(ValueKind::List)
            }
            (Some(function @ ("writeText" | "toFile")), [_, _]) => {
                let arguments =
                    arguments.iter().map(|argument| self.eval(*argument, frame)).collect();
                Some(ValueKind::Call { function: function.into(), arguments })
            }
            (Some(function @ "writeTextFile"), [argument]) => {
                let from = Closure { expr: *argument, frame };
                let text = self.select(from, "text").map(|bound| self.eval_bound(bound, *argument));
                let arguments = text.into_iter().collect();
                Some(ValueKind::Call { function: function.into(), arguments })
            }
            // A path does not go to the store by `toString`; what is written there is there.
            (Some("toString"), [argument]) => match self.eval(*argument, frame).kind {
                kind @ (ValueKind::Str(_) | ValueKind::Call { .. }) => Some(kind),
                _ => None,
            },
            _ => None,
        };
        Value { kind: kind.unwrap_or(ValueKind::Unknown), range }
    }

    /// The elements that a list has if `condition` holds, or does not hold.
    fn list_if(
        &mut self,
        condition: Expr<'t>,
        is_negated: bool,
        list: Expr<'t>,
        frame: FrameId,
    ) -> Option<List> {
        match self.eval(list, frame).kind {
            ValueKind::List(list) => self.list_under(condition, is_negated, list, frame),
            _ => None,
        }
    }

    fn list_under(
        &mut self,
        condition: Expr<'t>,
        is_negated: bool,
        mut list: List,
        frame: FrameId,
    ) -> Option<List> {
        match self.conditions(condition, frame, is_negated) {
            Some(conditions) => {
                for item in &mut list.items {
                    item.conditions.extend(conditions.iter().cloned());
                }
            }
            None => list.items.clear(),
        }
        Some(list)
    }
}

/// What a call writes into the store.
fn written(kind: &ValueKind) -> Option<Box<str>> {
    match kind {
        ValueKind::Call { arguments, .. } => match &arguments.last()?.kind {
            ValueKind::Str(text) => Some(text.with_holes().into()),
            _ => None,
        },
        _ => None,
    }
}

/// Two lists of which one counts.
fn joined(first: Option<List>, second: Option<List>) -> Option<List> {
    let (mut first, second) = (first?, second?);
    first.items.extend(second.items);
    first.is_complete &= second.is_complete;
    Some(first)
}
