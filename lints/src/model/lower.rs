//! From a tree to definitions, in one walk.

use cfglint_syntax::ast::{self, AstNode, AttrSet, BinaryOperator, Bindings, Entry, Expr, Lambda};
use cfglint_syntax::{Node, SyntaxKind, TextRange};

use super::elements::Met;
use super::env::{Bound, Closure, Env, FrameId};
use super::roots::Roots;
use super::update::Key;
use super::value::{Text, Value, ValueKind};
use super::{Condition, Definition, Module, Place, RootId, Segment};

pub(super) fn lower(root: Node<'_>, text: &str) -> Module {
    let mut lowerer = Lowerer::new(text, None).run(root);
    if lowerer.fuel == 0 {
        // Something would be missing, and what is missing may be what matters.
        lowerer.module.definitions.clear();
    }
    lowerer.module.finish();
    lowerer.module
}

/// How many steps may be taken in a text.
pub(super) fn fuel_of(text: &str) -> u32 {
    FUEL + text.len() as u32
}

/// Steps that a file may take besides one for each byte: variables can be looked through again and
/// again.
const FUEL: u32 = 50_000;
/// Variables within variables.
const LOOK_THROUGH_LIMIT: usize = 24;
/// Expressions within expressions, variables looked through: each takes a part of the stack.
const LEVEL_LIMIT: u32 = 400;
/// How often one expression may be looked through within itself.
const RECURSION_LIMIT: usize = 3;

pub(super) struct Lowerer<'t, 's> {
    text: &'s str,
    pub(super) env: Env<'t>,
    pub(super) module: Module,
    pub(super) roots: Roots,
    fuel: u32,
    /// Where the expressions begin that are being looked through.
    active: Vec<TextRange>,
    /// Expressions within expressions.
    level: u32,
    /// How many updates the walk is inside of.
    pub(super) updates: u32,
    /// Names met inside of them.
    pub(super) keys: Vec<Key>,
    /// How many sets were met that are none to `//`: of `mkIf` and its kin,
    /// functions and derivations.
    pub(super) properties: u32,
    /// The elements of lists that have been units.
    pub(super) met: Met,
    /// Of sets around it, only what lies in this range is of interest.
    only: Option<TextRange>,
}

/// Where the walk stands.
#[derive(Clone)]
pub(super) struct At {
    pub(super) path: Vec<Segment>,
    pub(super) conditions: Vec<Condition>,
    pub(super) priority: Option<u32>,
    pub(super) priority_depth: usize,
    pub(super) order: Option<u32>,
    pub(super) root: RootId,
    pub(super) place: Place,
    /// Whether the sets ahead are reached through a variable or a function.
    pub(super) is_shared: bool,
    pub(super) frame: FrameId,
}

impl<'t, 's> Lowerer<'t, 's> {
    pub(super) fn new(text: &'s str, only: Option<TextRange>) -> Lowerer<'t, 's> {
        Lowerer {
            text,
            env: Env::new(),
            module: Module::default(),
            roots: Roots::default(),
            fuel: fuel_of(text),
            active: Vec::new(),
            level: 0,
            updates: 0,
            keys: Vec::new(),
            properties: 0,
            met: Met::default(),
            only,
        }
    }

    /// Goes over all of a file.
    pub(super) fn run(mut self, root: Node<'t>) -> Lowerer<'t, 's> {
        for expr in ast::root_exprs(root) {
            self.root(expr, Env::TOP, &[]);
        }
        self.module.steps = fuel_of(self.text) - self.fuel;
        self.module.roots = self.roots.count;
        self
    }
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
    pub(super) fn enter(&mut self, expr: Expr<'t>) -> bool {
        let range = expr.range();
        let repeated = self.active.iter().filter(|other| **other == range).count();
        if self.active.len() >= LOOK_THROUGH_LIMIT || repeated >= RECURSION_LIMIT || !self.spend() {
            return false;
        }
        self.active.push(range);
        true
    }

    pub(super) fn leave(&mut self) {
        self.active.pop();
    }

    /// Goes one expression deeper; `false` if that is too deep for the stack.
    pub(super) fn descend(&mut self) -> bool {
        let is_possible = self.level < LEVEL_LIMIT;
        self.level += u32::from(is_possible);
        is_possible
    }

    pub(super) fn ascend(&mut self) {
        self.level -= 1;
    }

    /// Everything that `expr` defines at `at.path` and below.
    pub(super) fn lower(&mut self, expr: Expr<'t>, at: At) {
        if !self.spend() {
            return;
        }
        if !self.descend() {
            return self.leaf(Value::unknown(expr.range()), at);
        }
        self.lower_inner(expr, at);
        self.ascend();
    }

    fn lower_inner(&mut self, expr: Expr<'t>, mut at: At) {
        match expr {
            Expr::Paren(paren) => self.opt(paren.inner(), expr, at),
            Expr::AttrSet(set) => self.set(set, at),
            Expr::LetIn(let_in) => {
                at.frame = self.env.recursive(at.frame, let_in);
                self.opt(let_in.body(), expr, at);
            }
            Expr::With(with) => {
                at.frame = self.env.with(at.frame);
                self.opt(with.body(), expr, at);
            }
            Expr::Assert(assert) => self.opt(assert.body(), expr, at),
            Expr::IfElse(choice) => {
                let Some(condition) = choice.condition() else {
                    return self.leaf(Value::unknown(expr.range()), at);
                };
                at.place.is_partial = true;
                for (branch, is_else) in
                    [(choice.then_branch(), false), (choice.else_branch(), true)]
                {
                    if let Some(at) = self.under(condition, is_else, at.clone()) {
                        self.opt(branch, expr, at);
                    }
                }
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Update) => {
                self.update(operation.lhs(), operation.rhs(), at);
            }
            Expr::Apply(_) if self.is_unit_list(&at) && self.makes_parts(expr, at.frame) => {
                self.unit_list(expr, at);
            }
            Expr::Apply(_) => self.call(expr, at),
            Expr::Ident(_) | Expr::Select(_) => self.variable(expr, at),
            Expr::Lambda(lambda) if super::roots::takes_module_arguments(lambda) => {
                match at.path.is_empty() {
                    // The module itself, as a function that was looked through.
                    true => {
                        at.frame = self.env.module(lambda, at.frame);
                        self.opt(lambda.body(), expr, at);
                    }
                    false => self.root(expr, at.frame, &at.conditions),
                }
            }
            Expr::Lambda(lambda) => self.submodule(lambda, at),
            Expr::List(list) if self.is_unit_list(&at) && list.items().next().is_some() => {
                self.unit_list(expr, at);
            }
            Expr::BinaryOp(_) if self.is_unit_list(&at) => self.unit_list(expr, at),
            _ => {
                let value = self.eval(expr, at.frame);
                self.leaf(value, at);
            }
        }
    }

    /// A submodule as a function: its body says what it sets. Any other function is a value.
    fn submodule(&mut self, lambda: Lambda<'t>, mut at: At) {
        let (start, depth) = (self.module.definitions.len(), at.path.len());
        let function = at.clone();
        // To `recursiveUpdate` it is no set.
        self.properties += 1;
        at.frame = self.env.call(lambda, at.frame, Bound::Opaque);
        if let Some(body) = lambda.body()
            && !matches!(body.without_parens(), Expr::Lambda(_))
        {
            self.lower(body, at);
        }
        let made = &mut self.module.definitions[start..];
        if depth > 0 && !made.iter().any(|it| it.root != function.root || it.path.len() > depth) {
            self.module.definitions.truncate(start);
            let value = Value { kind: ValueKind::Function, range: lambda.node().range() };
            return self.leaf(value, function);
        }
        for definition in made
            .iter_mut()
            .filter(|it| it.root == function.root && it.path.len() == depth && depth > 0)
        {
            definition.value = Value::unknown(lambda.node().range());
        }
    }

    pub(super) fn opt(&mut self, inner: Option<Expr<'t>>, outer: Expr<'t>, at: At) {
        match inner {
            Some(inner) => self.lower(inner, at),
            None => self.leaf(Value::unknown(outer.range()), at),
        }
    }

    /// `at` where `condition` holds, or where it does not; `None` if that is never so.
    pub(super) fn under(
        &mut self,
        condition: Expr<'t>,
        is_negated: bool,
        mut at: At,
    ) -> Option<At> {
        at.conditions.extend(self.conditions(condition, at.frame, is_negated)?);
        Some(at)
    }

    /// Records `at.path = value`.
    pub(super) fn leaf(&mut self, value: Value, at: At) {
        // A derivation is a set, of which the text does not say the names.
        self.properties += u32::from(matches!(value.kind, ValueKind::Call { .. }));
        let At { path, conditions, priority, mut priority_depth, order, root, place, .. } = at;
        // What is said of something that is no option yet is said of each option below it.
        let is_namespace = path.first().and_then(Segment::name) != Some("fileSystems");
        if priority == Some(100) || priority_depth == 0 || (priority_depth == 1 && is_namespace) {
            priority_depth = path.len();
        }
        self.module.definitions.push(Definition {
            path,
            value,
            priority,
            priority_depth,
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
        at.place.is_shared = at.is_shared;
        let only = self.only.filter(|only| set.range().contains_range(*only));
        for entry in set.entries() {
            let range = match entry {
                Entry::Binding(binding) => binding.range(),
                Entry::Inherit(inherit) => inherit.range(),
            };
            if only.is_some_and(|only| !overlap(range, only)) {
                continue;
            }
            match entry {
                Entry::Binding(binding) => {
                    let (Some(path), Some(value)) = (binding.path(), binding.value()) else {
                        continue;
                    };
                    let mut at = at.clone();
                    for attr in path.attrs() {
                        let segment = self.segment(attr, at.frame);
                        at.place.key = attr.range();
                        self.push_name(&mut at, segment);
                    }
                    at.place.statement = binding.range();
                    at.place.value = value.range();
                    at.place.is_partial = false;
                    self.binding(value, at);
                }
                Entry::Inherit(inherit) => {
                    for attr in inherit.attrs() {
                        let Some(name) = attr.name() else { continue };
                        let mut at = at.clone();
                        self.push_name(&mut at, Segment::Name(name.as_ref().into()));
                        at.place.key = attr.range();
                        at.place.statement = inherit.range();
                        at.place.value = attr.range();
                        at.place.is_shared = true;
                        at.place.is_partial = false;
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

    pub(super) fn segment(&mut self, attr: ast::Attr<'t>, frame: FrameId) -> Segment {
        if let Some(name) = attr.name() {
            return Segment::Name(name.as_ref().into());
        }
        let node = attr.node();
        let text = match (node.kind(), attr.dynamic()) {
            (SyntaxKind::STRING, _) => Expr::cast(node).map(|expr| self.eval_string(expr, frame)),
            (_, Some(expr)) => Some(self.name_of(expr, node, frame)),
            _ => None,
        };
        text.unwrap_or_default().segment()
    }

    /// An expression as a name, or as a part of one that is spelled as `node`.
    pub(super) fn name_of(&mut self, expr: Expr<'t>, node: Node<'t>, frame: FrameId) -> Text {
        match self.eval(expr, frame).kind {
            ValueKind::Str(text) => text,
            _ => {
                let mut text = Text::default();
                text.push_hole(self.source(node.range()), self.env.scope_of(node, frame));
                text
            }
        }
    }
}

fn overlap(a: TextRange, b: TextRange) -> bool {
    a.start() < b.end() && b.start() < a.end()
}
