//! From a tree to definitions, in one walk.

use cfglint_syntax::ast::{self, AstNode, AttrSet, BinaryOperator, Bindings, Entry, Expr, Lambda};
use cfglint_syntax::{Node, SyntaxKind, TextRange};

use super::env::{Bound, Closure, Env, FrameId};
use super::value::{TextPart, Value, ValueKind};
use super::{Condition, Definition, Import, Module, Place, RootId, Segment};

pub(super) fn lower(root: Node<'_>, text: &str) -> Module {
    let mut lowerer = Lowerer {
        text,
        env: Env::new(),
        module: Module::default(),
        roots: 0,
        fuel: FUEL,
        depth: 0,
    };
    for expr in ast::root_exprs(root) {
        lowerer.root(expr, Env::TOP, &[]);
    }
    lowerer.module
}

/// Steps that one file may take: variables can be looked through again and again.
const FUEL: u32 = 2_000_000;
/// Variables within variables.
const LOOK_THROUGH_LIMIT: u32 = 24;

pub(super) struct Lowerer<'t, 's> {
    text: &'s str,
    pub(super) env: Env<'t>,
    pub(super) module: Module,
    roots: u32,
    fuel: u32,
    depth: u32,
}

/// Where the walk stands.
#[derive(Clone)]
pub(super) struct At {
    pub(super) path: Vec<Segment>,
    pub(super) conditions: Vec<Condition>,
    pub(super) priority: Option<u32>,
    pub(super) order: Option<u32>,
    pub(super) root: RootId,
    pub(super) place: Place,
    pub(super) frame: FrameId,
}

impl<'t> Lowerer<'t, '_> {
    pub(super) fn source(&self, range: TextRange) -> &str {
        self.text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
    }

    /// Takes one step; `false` when the file has used up its steps.
    pub(super) fn spend(&mut self) -> bool {
        self.fuel = self.fuel.saturating_sub(1);
        self.fuel > 0
    }

    /// Goes through one more variable or function.
    pub(super) fn enter(&mut self) -> bool {
        if self.depth >= LOOK_THROUGH_LIMIT || !self.spend() {
            return false;
        }
        self.depth += 1;
        true
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// A module of its own.
    pub(super) fn root(&mut self, expr: Expr<'t>, frame: FrameId, conditions: &[Condition]) {
        let root = RootId(self.roots);
        self.roots += 1;
        let range = expr.range();
        let place = Place {
            key: TextRange::empty(range.start()),
            statement: range,
            value: range,
            set: range,
            is_shared: false,
        };
        let at = At {
            path: Vec::new(),
            conditions: conditions.to_vec(),
            priority: Some(100),
            order: Some(1000),
            root,
            place,
            frame,
        };
        self.root_body(expr, at);
    }

    /// The body of a module, through its arguments.
    fn root_body(&mut self, expr: Expr<'t>, mut at: At) {
        match expr.without_parens() {
            Expr::Lambda(lambda) => {
                at.frame = self.env.call(lambda, at.frame, None);
                if let Some(body) = lambda.body() {
                    self.root_body(body, at);
                }
            }
            expr => self.lower(expr, at),
        }
    }

    /// Everything that `expr` defines at `at.path` and below.
    pub(super) fn lower(&mut self, expr: Expr<'t>, mut at: At) {
        if !self.spend() {
            return self.leaf(Value::unknown(expr.range()), at);
        }
        match expr {
            Expr::Paren(paren) => match paren.inner() {
                Some(inner) => self.lower(inner, at),
                None => self.leaf(Value::unknown(expr.range()), at),
            },
            Expr::AttrSet(set) => self.set(set, at),
            Expr::LetIn(let_in) => {
                at.frame = self.env.recursive(at.frame, let_in);
                self.opt(let_in.body(), expr, at);
            }
            Expr::With(with) => self.opt(with.body(), expr, at),
            Expr::Assert(assert) => self.opt(assert.body(), expr, at),
            Expr::IfElse(choice) => {
                let condition = choice.condition().map(|condition| self.condition(condition));
                for (branch, is_else) in
                    [(choice.then_branch(), false), (choice.else_branch(), true)]
                {
                    let mut at = at.clone();
                    at.conditions.extend(condition.clone().map(|mut condition| {
                        condition.is_negated ^= is_else;
                        condition
                    }));
                    self.opt(branch, expr, at);
                }
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Update) => {
                self.update(operation.lhs(), operation.rhs(), at);
            }
            Expr::Apply(_) => self.call(expr, at),
            Expr::Ident(_) | Expr::Select(_) => self.variable(expr, at),
            Expr::Lambda(lambda) if takes_module_arguments(lambda) && !at.path.is_empty() => {
                let conditions = std::mem::take(&mut at.conditions);
                self.root(expr, at.frame, &conditions);
            }
            Expr::Lambda(lambda) => {
                // A submodule as a function: its body says what it sets.
                at.frame = self.env.call(lambda, at.frame, None);
                self.opt(lambda.body(), expr, at);
            }
            _ => {
                let value = self.eval(expr, at.frame);
                self.leaf(value, at);
            }
        }
    }

    pub(super) fn opt(&mut self, inner: Option<Expr<'t>>, outer: Expr<'t>, at: At) {
        match inner {
            Some(inner) => self.lower(inner, at),
            None => self.leaf(Value::unknown(outer.range()), at),
        }
    }

    /// Records `at.path = value`.
    pub(super) fn leaf(&mut self, value: Value, at: At) {
        if at.path.is_empty() {
            return;
        }
        let At { path, conditions, priority, order, root, place, .. } = at;
        self.module.definitions.push(Definition {
            path,
            value,
            priority,
            order,
            conditions,
            root,
            place,
        });
    }

    fn set(&mut self, set: AttrSet<'t>, mut at: At) {
        if set.entries().next().is_none() {
            return self.leaf(Value { kind: ValueKind::EmptySet, range: set.range() }, at);
        }
        let outer = at.frame;
        if set.is_recursive() {
            at.frame = self.env.recursive(outer, set);
        }
        at.place.set = set.range();
        for entry in set.entries() {
            match entry {
                Entry::Binding(binding) => {
                    let (Some(path), Some(value)) = (binding.path(), binding.value()) else {
                        continue;
                    };
                    let mut at = at.clone();
                    for attr in path.attrs() {
                        let segment = self.segment(attr, at.frame);
                        at.place.key = attr.range();
                        at.path.push(segment);
                    }
                    at.place.statement = binding.range();
                    at.place.value = value.range();
                    self.binding(value, at);
                }
                Entry::Inherit(inherit) => {
                    for attr in inherit.attrs() {
                        let Some(name) = attr.name() else { continue };
                        let mut at = at.clone();
                        at.path.push(Segment::Name(name.as_ref().into()));
                        at.place.key = attr.range();
                        at.place.statement = inherit.range();
                        at.place.value = attr.range();
                        at.place.is_shared = true;
                        let bound = match inherit.from() {
                            Some(expr) => Some(Bound::Selected(
                                Closure { expr, frame: at.frame },
                                name.as_ref().into(),
                            )),
                            None => self.env.lookup(outer, &name).cloned(),
                        };
                        self.bound(bound, attr.range(), at);
                    }
                }
            }
        }
    }

    /// One binding, with the names that mean something at the root of a module.
    fn binding(&mut self, value: Expr<'t>, mut at: At) {
        if let Some(Segment::Name(first)) = at.path.first() {
            match &**first {
                "config" => {
                    at.path.remove(0);
                }
                "options" => return self.declare(value, at.path.split_off(1), at.frame),
                "imports" if at.path.len() == 1 => return self.imports(value, at.frame),
                _ => {}
            }
        }
        let is_module = match at.path.as_slice() {
            [Segment::Name(nodes), _] => &**nodes == "nodes",
            [.., Segment::Name(modules), _] => &**modules == "nixosModules",
            _ => false,
        };
        match is_module {
            true => self.root(value, at.frame, &[]),
            false => self.lower(value, at),
        }
    }

    pub(super) fn segment(&mut self, attr: ast::Attr<'t>, frame: FrameId) -> Segment {
        if let Some(name) = attr.name() {
            return Segment::Name(name.as_ref().into());
        }
        let node = attr.node();
        let parts = match node.kind() {
            SyntaxKind::STRING => Expr::cast(node).map(|expr| self.eval_string(expr, frame).parts),
            _ => attr.dynamic().map(|expr| match self.eval(expr, frame).kind {
                ValueKind::Str(text) => text.parts,
                _ => vec![TextPart::Hole(self.source(node.range()).into())],
            }),
        };
        self.segment_of(super::Text { parts: parts.unwrap_or_default() }, frame)
    }

    pub(super) fn segment_of(&mut self, text: super::Text, frame: FrameId) -> Segment {
        match text.as_literal() {
            Some(name) => Segment::Name(name.into()),
            None => {
                Segment::Dynamic { text: text.with_holes().into(), scope: self.env.lambda(frame) }
            }
        }
    }

    /// `a // b`: what `b` sets for certain replaces what `a` sets under the same name.
    pub(super) fn update(&mut self, lhs: Option<Expr<'t>>, rhs: Option<Expr<'t>>, at: At) {
        let depth = at.path.len();
        let (start, conditions) = (self.module.definitions.len(), at.conditions.len());
        if let Some(lhs) = lhs {
            self.lower(lhs, at.clone());
        }
        let middle = self.module.definitions.len();
        if let Some(rhs) = rhs {
            self.lower(rhs, at);
        }
        let (left, right) = self.module.definitions.split_at(middle);
        let replaced: Vec<bool> = left[start..]
            .iter()
            .map(|old| {
                right.iter().any(|new| {
                    new.conditions.len() == conditions
                        && new
                            .path
                            .get(depth)
                            .is_some_and(|segment| old.path.get(depth) == Some(segment))
                })
            })
            .collect();
        let mut index = 0;
        self.module.definitions.retain(|_| {
            let keep = index < start || replaced.get(index - start) != Some(&true);
            index += 1;
            keep
        });
    }

    fn variable(&mut self, expr: Expr<'t>, at: At) {
        let bound = match expr {
            Expr::Ident(ident) => {
                ident.name().and_then(|name| self.env.lookup(at.frame, name).cloned())
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
            Some(Bound::Closure(Closure { expr, frame })) if self.enter() => {
                at.frame = frame;
                at.place.is_shared = true;
                self.lower(expr, at);
                self.leave();
            }
            Some(Bound::Value(value)) => self.leaf(value, at),
            Some(Bound::Selected(from, name)) => {
                let set = match from.expr.without_parens() {
                    Expr::AttrSet(set) => Some((set, from.frame)),
                    Expr::Ident(ident) => {
                        match ident.name().and_then(|name| self.env.lookup(from.frame, name)) {
                            Some(Bound::Closure(Closure { expr, frame })) => {
                                match expr.without_parens() {
                                    Expr::AttrSet(set) => Some((set, *frame)),
                                    _ => None,
                                }
                            }
                            _ => None,
                        }
                    }
                    _ => None,
                };
                let inner = set.and_then(|(set, frame)| self.env.attr_of(set, frame, &name));
                match inner {
                    Some(Bound::Selected(..)) | None => self.leaf(Value::unknown(range), at),
                    inner => self.bound(inner, range, at),
                }
            }
            _ => self.leaf(Value::unknown(range), at),
        }
    }

    /// `options.… = mkOption …`: the paths that are declared here.
    fn declare(&mut self, expr: Expr<'t>, path: Vec<Segment>, frame: FrameId) {
        match expr.without_parens() {
            Expr::AttrSet(set) => {
                for entry in set.entries() {
                    let Entry::Binding(binding) = entry else {
                        continue;
                    };
                    let (Some(attrs), Some(value)) = (binding.path(), binding.value()) else {
                        continue;
                    };
                    let mut path = path.clone();
                    for attr in attrs.attrs() {
                        path.push(self.segment(attr, frame));
                    }
                    self.declare(value, path, frame);
                }
            }
            Expr::LetIn(let_in) => {
                let inner = self.env.recursive(frame, let_in);
                if let Some(body) = let_in.body() {
                    self.declare(body, path, inner);
                }
            }
            Expr::With(with) => {
                if let Some(body) = with.body() {
                    self.declare(body, path, frame);
                }
            }
            Expr::BinaryOp(operation) => {
                for side in [operation.lhs(), operation.rhs()].into_iter().flatten() {
                    self.declare(side, path.clone(), frame);
                }
            }
            _ if !path.is_empty() => self.module.declared.push(path),
            _ => {}
        }
    }

    pub(super) fn imports(&mut self, expr: Expr<'t>, frame: FrameId) {
        match expr.without_parens() {
            Expr::List(list) => {
                for item in list.items() {
                    self.import(item, frame);
                }
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Concat) => {
                for side in [operation.lhs(), operation.rhs()].into_iter().flatten() {
                    self.imports(side, frame);
                }
            }
            Expr::With(with) => {
                if let Some(body) = with.body() {
                    self.imports(body, frame);
                }
            }
            _ => {}
        }
    }

    fn import(&mut self, item: Expr<'t>, frame: FrameId) {
        match item.without_parens() {
            Expr::Path(path) => {
                self.module
                    .imports
                    .push(Import { path: path.text().map(Into::into), range: path.range() });
            }
            expr @ (Expr::AttrSet(_) | Expr::Lambda(_)) => self.root(expr, frame, &[]),
            expr => self.module.imports.push(Import { path: None, range: expr.range() }),
        }
    }
}

/// Whether a function takes what the module system gives.
fn takes_module_arguments(lambda: Lambda<'_>) -> bool {
    const ARGUMENTS: &[&str] =
        &["config", "lib", "pkgs", "options", "modulesPath", "utils", "nodes"];
    let Some(pattern) = lambda.pattern() else {
        return false;
    };
    let mut names = pattern.entries().filter_map(|entry| entry.name());
    pattern.has_ellipsis()
        && (names.any(|name| ARGUMENTS.contains(&name.text()))
            || pattern.entries().next().is_none())
}
