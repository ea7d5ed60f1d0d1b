//! The checks that Nix makes while it reads a file, beyond its grammar.
//!
//! Nix merges `a.b = 1; a.c = 2;` and `a = { … }; a = { … };` into one set while parsing, refuses
//! what collides, and binds variables in the merged result: a `rec` on the first set counts for
//! all, a `rec` on a later one is lost. So the merge is made here in the same way.

mod sets;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::ast::{AstNode, Attr, Bindings, Expr, Lambda, root_exprs};
use crate::checked::touches;
use crate::names::{BinderKind, Meanings, RawBinder, Recording};
use crate::scope::{Scopes, UndefinedVariable};
use crate::{Node, Parse, SyntaxError, SyntaxErrorKind, SyntaxKind, TextRange, Token};
use sets::{Only, Set, Sets, Value};

/// What is wrong, and what later checks have to know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) syntax: Vec<SyntaxError>,
    pub(crate) undefined: Vec<UndefinedVariable>,
    /// Where names stand that are defined more than once, as sets are merged.
    pub(crate) met: Vec<TextRange>,
}

pub(crate) fn validate(parse: &Parse) -> Found {
    let mut checker = Checker::default();
    for expr in root_exprs(parse.root()) {
        checker.expr(expr);
    }
    let Sets { errors, met, .. } = checker.sets;
    Found { syntax: errors, undefined: checker.scopes.undefined, met }
}

/// As [`validate`], where values that lie outside of a range are not looked at; `met` are the names
/// outside of it that are merged, in order. `None` if something in the range is merged, too.
pub(crate) fn validate_in(parse: &Parse, range: TextRange, met: Vec<TextRange>) -> Option<Found> {
    let mut checker = Checker { only: Some(range), ..Checker::default() };
    checker.sets.only = Some(Only { range, met });
    for expr in root_exprs(parse.root()) {
        checker.expr(expr);
    }
    let is_merged = checker.sets.met.iter().any(|it| touches(*it, range));
    let met = checker.sets.only.map(|it| it.met).unwrap_or_default();
    let found = Found { syntax: checker.sets.errors, undefined: checker.scopes.undefined, met };
    (!is_merged).then_some(found)
}

/// What each name of a file means: the same walk, written down. With a range, values outside of it are
/// not looked at.
pub(crate) fn record(parse: &Parse, only: Option<TextRange>) -> (Recording, Meanings) {
    let mut checker = Checker { only, ..Checker::default() };
    checker.sets.recording = Some(Recording::default());
    checker.scopes.recording = Some(Meanings::default());
    for expr in root_exprs(parse.root()) {
        checker.expr(expr);
    }
    let Checker { sets, scopes, .. } = checker;
    (sets.recording.unwrap_or_default(), scopes.recording.unwrap_or_default())
}

#[derive(Default)]
struct Checker<'t> {
    scopes: Scopes<'t>,
    sets: Sets<'t>,
    /// What has nothing to do with this range is passed over.
    only: Option<TextRange>,
}

impl<'t> Checker<'t> {
    fn opt(&mut self, expr: Option<Expr<'t>>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: Expr<'t>) {
        if self.only.is_some_and(|only| !touches(expr.range(), only)) {
            return;
        }
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
            Expr::AttrSet(set) => self.set_of(set, set.is_recursive(), BinderKind::Rec),
            Expr::LegacyLet(set) => self.set_of(set, true, BinderKind::LegacyLet),
            Expr::LetIn(let_in) => self.let_in(let_in),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::With(with) => {
                self.opt(with.scope());
                self.scopes.enter_with(with.scope().map(AstNode::range));
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
        self.set(set, BinderKind::Let, let_in.body());
    }

    fn set_of(&mut self, node: impl Bindings<'t>, is_recursive: bool, kind: BinderKind) {
        let set = self.sets.collect(node, is_recursive);
        self.set(set, kind, None);
    }

    fn bind(&mut self, name: Cow<'t, str>, binder: RawBinder, kind: BinderKind, scope: TextRange) {
        if let Some(recording) = &mut self.scopes.recording {
            recording.bind(binder, &name, kind, scope);
        }
        self.scopes.bind(name, binder);
    }

    /// Binds the names of a merged set, then walks its values and what `body` follows it.
    fn set(&mut self, set: usize, kind: BinderKind, body: Option<Expr<'t>>) {
        let Set { attrs, dynamic, inherit_from, leftovers, is_recursive, range } =
            self.sets.take(set);
        // `inherit a;` means the `a` outside, in a recursive set too.
        for (name, def) in attrs.iter() {
            if let Value::Inherited = def.value {
                self.scopes.usage(name, def.range);
            }
        }
        let mark = self.scopes.mark();
        if is_recursive {
            for (name, def) in attrs.iter() {
                self.bind(name.clone(), def.binder, kind, range);
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
        for value in leftovers {
            self.value(&value);
        }
        self.opt(body);
        self.scopes.release(mark);
    }

    fn value(&mut self, value: &Value<'t>) {
        match *value {
            Value::Expr(expr) => self.expr(expr),
            Value::Set(set) => self.set(set, BinderKind::Rec, None),
            Value::Inherited | Value::InheritedFrom | Value::Missing => {}
        }
    }

    fn lambda(&mut self, lambda: Lambda<'t>) {
        let mut seen: FxHashSet<&'t str> = FxHashSet::default();
        let mark = self.scopes.mark();
        let param = lambda.node().child(SyntaxKind::PARAM).and_then(|it| it.tokens().next());
        if let Some(token) = param {
            self.argument(token, BinderKind::Param, lambda.range());
        }
        if let Some(pattern) = lambda.pattern() {
            let formals = pattern.entries().filter_map(|entry| entry.name());
            let tokens = formals.map(|token| (token, BinderKind::Formal));
            for (token, kind) in tokens.chain(pattern.bind().map(|it| (it, BinderKind::Whole))) {
                if seen.insert(token.text()) {
                    self.argument(token, kind, lambda.range());
                } else {
                    self.sets.error(SyntaxErrorKind::DuplicateArgument, token.range());
                }
            }
            for entry in pattern.entries() {
                self.opt(entry.default());
            }
        }
        self.opt(lambda.body());
        self.scopes.release(mark);
    }

    fn argument(&mut self, token: Token<'t>, kind: BinderKind, scope: TextRange) {
        let binder = self.sets.fresh();
        self.sets.declare(binder, token.range());
        self.bind(Cow::Borrowed(token.text()), binder, kind, scope);
    }
}
