//! Paths that the text says, written out or put together.

use cfglint_syntax::ast::{AstNode, BinaryOperator, Expr, Path};
use cfglint_syntax::{Element, StringPart};

use super::calls::spine;
use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;
use super::resolve::Target;
use super::value::ValueKind;

/// Bodies within bodies.
const LIMIT: usize = 16;
/// A path that is longer is none, in bytes.
const LONGEST: usize = 4096;

impl<'t> Lowerer<'t, '_> {
    /// The file that an expression leads to as a module, as one could write it, and whether all
    /// functions on the way are known to be those of Nix or nixpkgs.
    pub(super) fn path_of(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<(Box<str>, bool)> {
        if !self.spend() || !self.descend() {
            return None;
        }
        let path = self.path_inner(expr, frame);
        self.ascend();
        path
    }

    fn path_inner(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<(Box<str>, bool)> {
        let (expr, frame) = self.expression(Bound::Closure(Closure { expr, frame }))?;
        match expr {
            Expr::Path(path) => match path.text() {
                Some(text) => Some((text.into(), true)),
                None => Some((self.path_with_holes(path, frame)?, true)),
            },
            Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Add) => {
                let (base, is_certain) = self.path_of(operation.lhs()?, frame)?;
                let text = self.known_text(operation.rhs()?, frame)?;
                Some((join(&base, &text)?, is_certain))
            }
            Expr::PlainString(_) => self.path_in_string(expr, frame),
            Expr::Apply(_) => self.path_of_call(expr, frame),
            _ => None,
        }
    }

    fn path_of_call(&mut self, call: Expr<'t>, frame: FrameId) -> Option<(Box<str>, bool)> {
        let (head, arguments) = spine(call);
        let name = self.function_name(head, frame);
        let is_library = self.is_library(head, frame);
        let (path, is_certain) = match (name.as_deref(), arguments.as_slice()) {
            (Some("import"), [path, ..])
            | (Some("importApply"), [path, _])
            | (Some("toString"), [path]) => self.path_of(*path, frame)?,
            // `lib.path.append`
            (Some("append"), [base, inner]) if is_library => {
                let (base, is_certain) = self.path_of(*base, frame)?;
                let inner = self.known_text(*inner, frame)?;
                let is_below = !inner.is_empty()
                    && !inner.starts_with('/')
                    && inner.split('/').all(|part| part != "..");
                let path = is_below.then(|| join(&base, &format!("/{inner}")))??;
                (path, is_certain)
            }
            (Some(_), _) => return None,
            (None, _) => {
                let (body, frame) = self.body_of_call(call, frame)?;
                if !self.enter(body) {
                    return None;
                }
                let path = self.path_of(body, frame);
                self.leave();
                return path;
            }
        };
        Some((path, is_certain && is_library))
    }

    /// `./modules/${name}.nix`
    fn path_with_holes(&mut self, path: Path<'t>, frame: FrameId) -> Option<Box<str>> {
        let mut text = String::new();
        for element in path.node().elements() {
            match element {
                Element::Token(token) => text.push_str(token.text()),
                Element::Node(_) if text.is_empty() => return None,
                Element::Node(node) => {
                    let inner = node.children().find_map(Expr::cast)?;
                    // What comes first ends in a folder, or in the beginning of a name.
                    if !text.ends_with('/') {
                        let name = text.rsplit('/').next().unwrap_or_default();
                        if matches!(name, "." | "..") {
                            return None;
                        }
                    }
                    text.push_str(&self.known_text(inner, frame)?);
                }
            }
            if text.len() > LONGEST {
                return None;
            }
        }
        (!text.starts_with('~')).then(|| tidy(&text))
    }

    /// `"${./modules}/a.nix"`: a copy in the store, of which no folder above is known.
    fn path_in_string(&mut self, string: Expr<'t>, frame: FrameId) -> Option<(Box<str>, bool)> {
        let parts = string.string_parts()?;
        let (first, rest) = parts.split_first()?;
        let StringPart::Interpolation(node) = first else { return None };
        let inner = node.children().find_map(Expr::cast)?;
        let (base, _) = self.path_of(inner, frame)?;
        let mut text = String::new();
        for part in rest {
            match part {
                StringPart::Text(part) => text.push_str(part.text()),
                StringPart::Interpolation(node) => {
                    let inner = node.children().find_map(Expr::cast)?;
                    text.push_str(&self.known_text(inner, frame)?);
                }
            }
            if text.len() > LONGEST {
                return None;
            }
        }
        let is_below =
            text.is_empty() || text.starts_with('/') && text.split('/').all(|part| part != "..");
        Some((is_below.then(|| join(&base, &text))??, false))
    }

    fn known_text(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Box<str>> {
        match self.eval(expr, frame).kind {
            ValueKind::Str(text) => text.as_literal().map(Into::into),
            _ => None,
        }
    }

    /// What something stands for, through variables, `let` and `with`.
    pub(super) fn expression(&mut self, bound: Bound<'t>) -> Option<(Expr<'t>, FrameId)> {
        let Closure { mut expr, mut frame } = match bound {
            Bound::Closure(closure) => closure,
            Bound::Selected(from, name) => match self.select(from, &name)? {
                Bound::Closure(closure) => closure,
                _ => return None,
            },
            Bound::Value(_) | Bound::Opaque => return None,
        };
        for _ in 0..LIMIT {
            let Target::Expr(target, inside) = self.target(expr, frame) else { return None };
            (expr, frame) = match target {
                Expr::LetIn(let_in) => (let_in.body()?, self.env.recursive(inside, let_in)),
                Expr::With(with) => (with.body()?, self.env.with(inside)),
                _ => return Some((target, inside)),
            };
        }
        None
    }

    /// The body of a function of the file, where it is called with all its arguments.
    pub(super) fn body_of(
        &mut self,
        function: Expr<'t>,
        frame: FrameId,
        arguments: Vec<Bound<'t>>,
    ) -> Option<(Expr<'t>, FrameId)> {
        let (mut lambda, mut frame) = self.lambda_of(function, frame)?;
        let mut arguments = arguments.into_iter();
        loop {
            frame = self.env.call(lambda, frame, arguments.next()?);
            let body = lambda.body()?;
            if arguments.len() == 0 {
                return Some((body, frame));
            }
            match body.without_parens() {
                Expr::Lambda(inner) => lambda = inner,
                _ => return None,
            }
        }
    }

    pub(super) fn body_of_call(
        &mut self,
        call: Expr<'t>,
        frame: FrameId,
    ) -> Option<(Expr<'t>, FrameId)> {
        let (head, arguments) = spine(call);
        let closure = |expr: Expr<'t>| Bound::Closure(Closure { expr, frame });
        self.body_of(head, frame, arguments.into_iter().map(closure).collect())
    }

    /// Whether a function is that of Nix or nixpkgs which has its name: `map`, `lib.flatten`, or
    /// what is inherited from there.
    pub(super) fn is_library(&self, head: Expr<'t>, frame: FrameId) -> bool {
        match head.without_parens() {
            Expr::Ident(ident) => {
                let name = ident.name().unwrap_or_default();
                match self.env.lookup(frame, name) {
                    None => ["map", "import", "toString"].contains(&name),
                    Some(Bound::Selected(from, _)) => self.is_library_set(from.expr, from.frame),
                    Some(_) => false,
                }
            }
            Expr::Select(select) => {
                let Some((base, path)) = select.base().zip(select.path()) else { return false };
                let mut names: Vec<_> = path.attrs().map(|attr| attr.name()).collect();
                names.pop();
                self.is_library_set(base, frame) && names.iter().all(|it| is_part(it.as_deref()))
            }
            _ => false,
        }
    }

    fn is_library_set(&self, set: Expr<'t>, frame: FrameId) -> bool {
        match set.without_parens() {
            Expr::Ident(ident) => {
                match (ident.name(), ident.name().map(|it| self.env.lookup(frame, it))) {
                    (Some("builtins"), Some(bound)) => bound.is_none(),
                    // As an argument of the module.
                    (Some("lib" | "pkgs"), Some(bound)) => {
                        matches!(bound, None | Some(Bound::Opaque))
                    }
                    _ => false,
                }
            }
            Expr::Select(select) if select.default().is_none() => {
                let Some((base, path)) = select.base().zip(select.path()) else { return false };
                self.is_library_set(base, frame)
                    && path.attrs().all(|attr| is_part(attr.name().as_deref()))
            }
            _ => false,
        }
    }
}

/// Whether `lib.NAME`, or `pkgs.NAME`, is a part of the library.
fn is_part(name: Option<&str>) -> bool {
    matches!(name, Some("lib" | "lists" | "attrsets" | "modules" | "path"))
}

/// `base + text` as Nix puts them together: as texts. What follows `./.` without a `/` is a part of
/// the name of the folder, which the text does not say.
fn join(base: &str, text: &str) -> Option<Box<str>> {
    if base.starts_with(['~', '<']) || base.len() + text.len() > LONGEST {
        return None;
    }
    let base = tidy(base);
    let name = base.rsplit('/').next().unwrap_or_default();
    if matches!(name, "." | ".." | "") && !text.is_empty() && !text.starts_with('/') {
        return None;
    }
    Some(tidy(&format!("{base}{text}")))
}

/// A path without `.`, and without `..` after a name, which Nix takes away without a look at the disk.
fn tidy(path: &str) -> Box<str> {
    let is_absolute = path.starts_with('/');
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match (name, names.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => {
                names.pop();
            }
            ("..", None) if is_absolute => {}
            _ => names.push(name),
        }
    }
    let joined = names.join("/");
    let is_inside = names.last().is_some_and(|last| *last != "..");
    match (is_absolute, names.first()) {
        (true, _) => format!("/{joined}"),
        (false, None) => "./.".to_owned(),
        (false, Some(&"..")) if is_inside => joined,
        (false, Some(&"..")) => format!("{joined}/."),
        (false, Some(_)) => format!("./{joined}"),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_behind_paths() {
        let join = |base, text| join(base, text).map(String::from);
        let is = |base, text, expected| assert_eq!(join(base, text).as_deref(), expected);
        is("./.", "/a.nix", Some("./a.nix"));
        is("./.", "a.nix", None);
        is("../.", "a.nix", None);
        is("./..", "/a.nix", Some("../a.nix"));
        is("../..", "", Some("../../."));
        is("./a/.", "b.nix", Some("./ab.nix"));
        is("./a", ".nix", Some("./a.nix"));
        is("./a/b", "/../c.nix", Some("./a/c.nix"));
        is("./a", "/../../c.nix", Some("../c.nix"));
        is("./a", "/..", Some("./."));
        is("/etc", "/../../x.nix", Some("/x.nix"));
        is("/.", "etc", None);
        is("~/a", "/b.nix", None);
        is("<nixpkgs>", "/b.nix", None);
    }
}
