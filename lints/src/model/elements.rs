//! Lists of which each element is a unit, or a section of one: `systemd.mounts = [ { … } ]`.
//!
//! NixOS names these units after their `where`. An element becomes definitions below that name, as
//! if it were `systemd.mounts.data`, so that lints ask the same of all units. A section has no name,
//! and is like no other.

use cfglint_syntax::ast::{AstNode, BinaryOperator, Bindings, Entry, Expr};

use super::calls::spine;
use super::env::{Bound, Closure, FrameId};
use super::lower::{At, Lowerer};
use super::resolve::Target;
use super::value::{Text, ValueKind};
use super::{Condition, RootId, Segment, excludes};
use crate::systemd::unit_names::path_to_unit_name;

/// As many elements of one name as are compared.
const NAMESAKES: usize = 8;
/// Expressions around the set that an element is.
const DEPTH: usize = 16;

/// Elements that have been met, by module and name, with what must hold for each.
pub(super) type Met = rustc_hash::FxHashMap<(RootId, Vec<Segment>), Vec<Vec<Condition>>>;

/// How many names lead to such a list, if the path is that of one or lies below it.
pub(super) fn list_depth(path: &[Segment]) -> Option<usize> {
    let name = |at: usize| path.get(at).and_then(Segment::name);
    let depth = match (name(0)?, name(1)) {
        ("systemd", _) => 2,
        ("boot", Some("initrd")) if name(2) == Some("systemd") => 4,
        _ => return None,
    };
    match name(depth - 1)? {
        "mounts" | "automounts" => Some(depth),
        "network" if name(depth) == Some("networks") => {
            let is_list = matches!(name(depth + 2)?, "addresses" | "routes");
            is_list.then_some(depth + 3)
        }
        _ => None,
    }
}

impl<'t> Lowerer<'t, '_> {
    /// Whether a list at this path is one of those.
    ///
    /// Of two lists below `recursiveUpdate` only one counts, which is not worth to tell.
    pub(super) fn is_unit_list(&self, at: &At) -> bool {
        self.updates == 0 && list_depth(&at.path) == Some(at.path.len())
    }

    /// Whether a call makes a list of which the model knows the elements.
    pub(super) fn makes_parts(&mut self, call: Expr<'t>, frame: FrameId) -> bool {
        let (head, arguments) = spine(call);
        let name = self.function_name(head, frame);
        let names: &[&str] = match arguments.len() {
            1 => &["singleton"],
            2 => &["optional", "optionals", "forEach", "map", "imap0", "imap1", "mapAttrsToList"],
            _ => &[],
        };
        name.is_some_and(|it| names.contains(&&*it))
    }

    /// The elements of such a list.
    pub(super) fn unit_list(&mut self, list: Expr<'t>, at: At) {
        self.parts(list, at, Self::element);
    }

    fn element(&mut self, expr: Expr<'t>, mut at: At) {
        let is_unit =
            at.path.last().and_then(Segment::name).is_some_and(|it| it.ends_with("mounts"));
        let name = if is_unit { self.unit_name(expr, at.frame) } else { None };
        let named = name.map(Segment::Name).filter(|name| self.is_first(name, &at));
        let segment = named.unwrap_or_else(|| {
            let mut hole = Text::default();
            hole.push_hole("${…}", self.env.fresh());
            hole.segment()
        });
        self.push_name(&mut at, segment);
        at.place.key = expr.range();
        self.lower(expr, at);
    }

    fn unit_name(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Box<str>> {
        let (bound, inside) = self.where_of(expr, frame, 0)?;
        match self.eval_bound(bound, inside).kind {
            ValueKind::Str(text) => stem(text.as_literal()?),
            _ => None,
        }
    }

    /// Whether no other element has the name, if this one counts: of two, NixOS takes the first.
    fn is_first(&mut self, name: &Segment, at: &At) -> bool {
        let path = [&*at.path, std::slice::from_ref(name)].concat();
        let others = self.met.entry((at.root, path)).or_default();
        let is_first =
            others.len() < NAMESAKES && others.iter().all(|it| excludes(it, &at.conditions));
        if is_first {
            others.push(at.conditions.clone());
        }
        is_first
    }

    /// What `where` of an element is, and the expression that has it.
    fn where_of(
        &mut self,
        expr: Expr<'t>,
        frame: FrameId,
        depth: usize,
    ) -> Option<(Bound<'t>, Expr<'t>)> {
        let Target::Expr(inner, inside) = self.target(expr, frame) else { return None };
        if depth > DEPTH || !self.spend() {
            return None;
        }
        match inner {
            Expr::AttrSet(_) => {
                Some((self.select(Closure { expr: inner, frame: inside }, "where")?, inner))
            }
            Expr::LetIn(let_in) => {
                let inside = self.env.recursive(inside, let_in);
                self.where_of(let_in.body()?, inside, depth + 1)
            }
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Update) => {
                let (lhs, rhs) = (operation.lhs()?, operation.rhs()?);
                self.where_of(rhs, inside, depth + 1).or_else(|| {
                    let (set, _) = self.literal_set(rhs, inside)?;
                    let is_plain = set.entries().all(|entry| match entry {
                        Entry::Binding(binding) => binding
                            .path()
                            .is_some_and(|path| path.attrs().all(|it| it.name().is_some())),
                        Entry::Inherit(_) => true,
                    });
                    if is_plain { self.where_of(lhs, inside, depth + 1) } else { None }
                })
            }
            Expr::Apply(_) => {
                let (head, arguments) = spine(inner);
                let name = self.function_name(head, inside);
                match (name.as_deref(), arguments.as_slice()) {
                    (Some("mkIf"), [_, content]) => self.where_of(*content, inside, depth + 1),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// The name of the unit of a path without its suffix, where all releases of NixOS make that name,
/// and the one that systemd wants.
fn stem(path: &str) -> Option<Box<str>> {
    if path == "/" {
        return Some("-".into());
    }
    let is_plain =
        |it: char| it.is_ascii_alphanumeric() || matches!(it, '/' | '_' | '.' | ':' | '-' | ' ');
    let mut parts = path.strip_prefix('/')?.split('/');
    let is_normal = !path.starts_with("/.") && parts.all(|it| !matches!(it, "" | "." | ".."));
    let name =
        path_to_unit_name(path, "automount").filter(|_| is_normal && path.chars().all(is_plain))?;
    name.strip_suffix(".automount").map(Into::into)
}
