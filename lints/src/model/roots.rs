//! Where modules begin, and which options they declare.

use cfglint_syntax::TextRange;
use cfglint_syntax::ast::{AstNode, Bindings, Entry, Expr, Lambda};
use rustc_hash::FxHashMap;

use super::env::FrameId;
use super::imports::Importer;
use super::lower::{At, Lowerer};
use super::{Condition, Place, RootId, Segment};

/// The modules of a file.
#[derive(Default)]
pub(super) struct Roots {
    pub(super) count: u32,
    /// Those that begin below a path of another one, such as `nodes.a`.
    inner: FxHashMap<(RootId, Vec<Segment>), RootId>,
}

impl<'t> Lowerer<'t, '_> {
    /// A module of its own.
    pub(super) fn root(&mut self, expr: Expr<'t>, frame: FrameId, conditions: &[Condition]) {
        let root = self.new_root();
        let range = expr.range();
        let place = Place {
            key: TextRange::empty(range.start()),
            statement: range,
            value: range,
            set: range,
            is_shared: false,
            is_partial: false,
        };
        let at = At {
            path: Vec::new(),
            conditions: conditions.to_vec(),
            priority: Some(100),
            priority_depth: 0,
            order: Some(1000),
            root,
            place,
            is_shared: false,
            frame,
        };
        self.root_body(expr, at);
    }

    fn new_root(&mut self) -> RootId {
        let root = RootId(self.roots.count);
        self.roots.count += 1;
        root
    }

    /// The body of a module, through its arguments.
    fn root_body(&mut self, expr: Expr<'t>, mut at: At) {
        match expr.without_parens() {
            Expr::Lambda(lambda) => {
                at.frame = self.env.module(lambda, at.frame);
                if let Some(body) = lambda.body() {
                    self.root_body(body, at);
                }
            }
            expr => self.lower(expr, at),
        }
    }

    /// One binding, with the names that mean something in a module.
    pub(super) fn binding(&mut self, value: Expr<'t>, mut at: At) {
        match at.path.first().and_then(Segment::name) {
            Some("config") => {
                at.path.remove(0);
            }
            Some("options") => return self.declare(value, at.path.split_off(1), at.frame),
            Some("imports") if at.path.len() == 1 => {
                let is_certain = at.conditions.is_empty()
                    && !at.place.is_partial
                    && at.priority == Some(100)
                    && self.updates == 0;
                let machine = Some(at.root).filter(|root| self.module.machines.contains(root));
                let importer = Importer { is_certain, machine, conditions: at.conditions };
                return self.imports(value, at.frame, &importer);
            }
            _ => {}
        }
        match module_at(&at.path, value) {
            Some((length, is_machine)) => self.inner_root(value, at, length, is_machine),
            None => self.lower(value, at),
        }
    }

    /// A binding whose path leads into another module, which begins after `length` names.
    fn inner_root(&mut self, value: Expr<'t>, mut at: At, length: usize, is_machine: bool) {
        let path = at.path.split_off(length);
        at.priority_depth = at.priority_depth.saturating_sub(length);
        let prefix = std::mem::replace(&mut at.path, path);
        let key = (at.root, prefix);
        let root = match self.roots.inner.get(&key) {
            Some(root) => *root,
            None => {
                let root = self.new_root();
                self.roots.inner.insert(key, root);
                if is_machine {
                    self.module.machines.push(root);
                }
                root
            }
        };
        at.root = root;
        match at.path.is_empty() {
            true => self.root_body(value, at),
            false => self.binding(value, at),
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
                let inner = self.env.with(frame);
                if let Some(body) = with.body() {
                    self.declare(body, path, inner);
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

    /// The modules that a function is given as those of one machine.
    pub(super) fn machine(&mut self, modules: Expr<'t>, frame: FrameId, is_certain: bool) {
        let machine = Some(self.new_root());
        let importer = Importer { is_certain, machine, conditions: Vec::new() };
        self.imports(modules, frame, &importer);
    }
}

/// Whether a path leads to a module of its own: after how many names, and whether it is a machine
/// that shares nothing with the modules around it.
fn module_at(path: &[Segment], value: Expr<'_>) -> Option<(usize, bool)> {
    let names: Vec<Option<&str>> = path.iter().map(Segment::name).collect();
    match names.as_slice() {
        [Some("nodes"), _, ..] => return Some((2, true)),
        [Some("containers"), _, Some("config"), ..] => return Some((3, true)),
        [Some("home-manager"), Some("users"), _, ..] => return Some((3, false)),
        _ => {}
    }
    match names.as_slice() {
        [.., Some("nixosModules" | "homeModules" | "homeManagerModules"), _] => {
            Some((path.len(), false))
        }
        [.., Some("nodes"), _] | [.., Some("machine")] if matches!(value.without_parens(), Expr::Lambda(it) if takes_module_arguments(it)) => {
            Some((path.len(), true))
        }
        _ => None,
    }
}

/// Whether a function takes what the module system gives.
pub(super) fn takes_module_arguments(lambda: Lambda<'_>) -> bool {
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
