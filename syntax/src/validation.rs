//! The checks that Nix makes while it reads a file, beyond its grammar.
//!
//! Nix merges `a.b = 1; a.c = 2;` and `a = { … }; a = { … };` into one set while parsing, refuses
//! what collides, and binds variables in the merged result: a `rec` on the first set counts for
//! all, a `rec` on a later one is lost. So the merge is made here in the same way.

mod sets;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::ast::{AstNode, Attr, Bindings, Expr, Lambda, root_exprs};
use crate::scope::{Scopes, UndefinedVariable};
use crate::{Node, Parse, SyntaxError, SyntaxErrorKind, SyntaxKind};
use sets::{Set, Sets, Value};

pub(crate) struct Found {
    pub(crate) syntax: Vec<SyntaxError>,
    pub(crate) undefined: Vec<UndefinedVariable>,
}

pub(crate) fn validate(parse: &Parse) -> Found {
    let mut checker = Checker::default();
    for expr in root_exprs(parse.root()) {
        checker.expr(expr);
    }
    Found { syntax: checker.sets.errors, undefined: checker.scopes.undefined }
}

#[derive(Default)]
struct Checker<'t> {
    scopes: Scopes<'t>,
    sets: Sets<'t>,
}

impl<'t> Checker<'t> {
    fn opt(&mut self, expr: Option<Expr<'t>>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: Expr<'t>) {
        match expr {
            Expr::Ident(ident) => {
                if let Some(name) = ident.name() {
                    self.scopes.usage(name, ident.range());
                }
            }
            Expr::Literal(_) => {}
            Expr::PlainString(_) | Expr::IndString(_) | Expr::Path(_) => {
                self.interpolations(expr.node())
            }
            Expr::ApplyOr(apply) => {
                self.opt(apply.function());
                if let Some(or) = apply.node().token(SyntaxKind::OR_KW) {
                    self.scopes.usage("or", or.range());
                }
            }
            Expr::Select(select) => {
                self.opt(select.base());
                self.path(select.path().into_iter().flat_map(|path| path.attrs()));
                self.opt(select.default());
            }
            Expr::HasAttr(has) => {
                self.opt(has.base());
                self.path(has.path().into_iter().flat_map(|path| path.attrs()));
            }
            Expr::AttrSet(set) => self.set_of(set, set.is_recursive(), None),
            Expr::LegacyLet(set) => self.set_of(set, true, None),
            Expr::LetIn(let_in) => self.let_in(let_in),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::With(with) => {
                self.opt(with.scope());
                self.scopes.enter_with();
                self.opt(with.body());
                self.scopes.leave_with();
            }
            Expr::Apply(_)
            | Expr::Assert(_)
            | Expr::IfElse(_)
            | Expr::UnaryOp(_)
            | Expr::BinaryOp(_)
            | Expr::List(_)
            | Expr::Paren(_) => self.children(expr.node()),
        }
    }

    fn children(&mut self, node: Node<'t>) {
        for child in node.children() {
            if let Some(expr) = Expr::cast(child) {
                self.expr(expr);
            }
        }
    }

    fn interpolations(&mut self, node: Node<'t>) {
        for child in node.children() {
            if child.kind() == SyntaxKind::INTERPOLATION {
                self.children(child);
            }
        }
    }

    /// The computed names of a path.
    fn path(&mut self, attrs: impl Iterator<Item = Attr<'t>>) {
        for attr in attrs {
            self.attr(attr);
        }
    }

    fn attr(&mut self, attr: Attr<'t>) {
        match attr.node().kind() {
            SyntaxKind::STRING => self.interpolations(attr.node()),
            SyntaxKind::DYNAMIC => self.opt(attr.dynamic()),
            _ => {}
        }
    }

    fn let_in(&mut self, let_in: crate::ast::LetIn<'t>) {
        let set = self.sets.collect(let_in, true);
        for index in 0..self.sets[set].dynamic.len() {
            let range = self.sets[set].dynamic[index].0.range();
            self.sets.error(SyntaxErrorKind::DynamicInLet, range);
        }
        self.set(set, let_in.body());
    }

    fn set_of(&mut self, node: impl Bindings<'t>, is_recursive: bool, body: Option<Expr<'t>>) {
        let set = self.sets.collect(node, is_recursive);
        self.set(set, body);
    }

    /// Binds the names of a merged set, then walks its values and what `body` follows it.
    fn set(&mut self, set: usize, body: Option<Expr<'t>>) {
        let Set { attrs, dynamic, inherit_from, is_recursive } = self.sets.take(set);
        // `inherit a;` means the `a` outside, in a recursive set too.
        for (name, def) in attrs.iter() {
            if let Value::Inherited = def.value {
                self.scopes.usage(name, def.range);
            }
        }
        if is_recursive {
            for (name, _) in attrs.iter() {
                self.scopes.bind(name.clone());
            }
        }
        for expr in inherit_from {
            self.expr(expr);
        }
        for (_, def) in attrs.iter() {
            self.value(&def.value);
        }
        for (attr, value) in dynamic {
            self.attr(attr);
            self.value(&value);
        }
        self.opt(body);
        if is_recursive {
            for (name, _) in attrs.iter() {
                self.scopes.unbind(name);
            }
        }
    }

    fn value(&mut self, value: &Value<'t>) {
        match *value {
            Value::Expr(expr) => self.expr(expr),
            Value::Set(set) => self.set(set, None),
            Value::Inherited | Value::InheritedFrom | Value::Missing => {}
        }
    }

    fn lambda(&mut self, lambda: Lambda<'t>) {
        let mut names: Vec<&'t str> = Vec::new();
        let mut seen: FxHashSet<&'t str> = FxHashSet::default();
        names.extend(lambda.param());
        if let Some(pattern) = lambda.pattern() {
            let tokens = pattern.entries().filter_map(|entry| entry.name()).chain(pattern.bind());
            for token in tokens {
                if seen.insert(token.text()) {
                    names.push(token.text());
                } else {
                    self.sets.error(SyntaxErrorKind::DuplicateArgument, token.range());
                }
            }
        }
        for name in &names {
            self.scopes.bind(Cow::Borrowed(name));
        }
        if let Some(pattern) = lambda.pattern() {
            for entry in pattern.entries() {
                self.opt(entry.default());
            }
        }
        self.opt(lambda.body());
        for name in &names {
            self.scopes.unbind(name);
        }
    }
}
