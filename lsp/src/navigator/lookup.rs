//! What an expression is, as far as the text says it: through variables, parentheses and imports.

use std::path::PathBuf;
use std::rc::Rc;

use cfglint_syntax::ast::{
    self, Apply, AstNode, AttrSet, Binding, Bindings, Entry, Expr, Inherit, Lambda,
};
use cfglint_syntax::{AstPtr, BinderId, BinderKind, Node, SyntaxKind, Target, TextRange, TextSize};

use super::file::File;
use super::{Navigation, index};

/// Variables within variables, imports within imports.
const DEPTH: usize = 16;

/// A function, and how it is reached.
pub(crate) struct Callee {
    pub(crate) file: Rc<File>,
    lambda: AstPtr,
    /// The name that it is called by, if there is one.
    pub(crate) name: Option<String>,
    /// Whether exactly the given arguments are passed; `callPackage` adds its own.
    pub(crate) is_exact: bool,
}

impl Callee {
    pub(crate) fn lambda(&self) -> Option<Lambda<'_>> {
        self.lambda.resolve(self.file.root()).and_then(Lambda::cast)
    }
}

/// The nodes around a place, outermost first; at an end the one behind it.
pub(crate) fn nodes_at(root: Node<'_>, offset: TextSize) -> Vec<Node<'_>> {
    nodes_over(root, TextRange::at(offset, TextSize::new(1)))
}

/// The nodes around a range, outermost first.
pub(crate) fn nodes_over(root: Node<'_>, range: TextRange) -> Vec<Node<'_>> {
    let mut nodes = vec![root];
    let mut at = root;
    while let Some(inner) = at.child_around(range) {
        nodes.push(inner);
        at = inner;
    }
    nodes
}

/// The innermost node of a type around a range.
pub(crate) fn around<'t, T: AstNode<'t>>(root: Node<'t>, range: TextRange) -> Option<T> {
    nodes_over(root, range).into_iter().rev().find_map(T::cast)
}

/// The expression that a variable is bound to, if one binding says all of it.
pub(crate) fn value_of(file: &File, id: BinderId) -> Option<Expr<'_>> {
    let binder = file.names().binder(id);
    let (BinderKind::Let | BinderKind::Rec | BinderKind::LegacyLet, [place]) =
        (binder.kind, &*binder.places)
    else {
        return None;
    };
    let binding = around::<Binding<'_>>(file.root(), *place)?;
    let path = binding.path()?;
    (path.attrs().count() == 1 && path.range() == *place).then(|| binding.value()).flatten()
}

/// What an expression of `file` is, through variables and parentheses.
pub(crate) fn resolved<'t>(file: &'t File, expr: Expr<'t>) -> Expr<'t> {
    let mut expr = expr.without_parens();
    for _ in 0..DEPTH {
        let Expr::Ident(ident) = expr else { break };
        let usage = file.names().usage_at(ident.range().start());
        let Some(Target::Binder(id)) = usage.map(|usage| usage.target) else { break };
        let Some(value) = value_of(file, id) else { break };
        expr = value.without_parens();
    }
    expr
}

/// Where `name` stands among the keys of a set.
pub(crate) fn keys_of<'t>(set: AttrSet<'t>, name: &str) -> Vec<(TextRange, Option<Expr<'t>>)> {
    let mut found = Vec::new();
    for entry in set.entries() {
        match entry {
            Entry::Binding(binding) => {
                let Some(path) = binding.path() else { continue };
                let mut attrs = path.attrs();
                let Some(first) = attrs.next() else { continue };
                if first.name().as_deref() == Some(name) {
                    let is_all = attrs.next().is_none();
                    found.push((first.range(), binding.value().filter(|_| is_all)));
                }
            }
            Entry::Inherit(inherit) => {
                let named = inherit.attrs().filter(|attr| attr.name().as_deref() == Some(name));
                found.extend(named.map(|attr| (attr.range(), None)));
            }
        }
    }
    found
}

/// Where the attribute that `names` leads to stands, from an expression on.
pub(crate) fn attribute(file: &File, base: Expr<'_>, names: &[String]) -> Vec<TextRange> {
    let mut expr = resolved(file, base);
    for (at, name) in names.iter().enumerate() {
        let Expr::AttrSet(set) = expr else { break };
        let keys = keys_of(set, name);
        if at + 1 == names.len() {
            return keys.into_iter().map(|(range, _)| range).collect();
        }
        match &keys[..] {
            [(_, Some(value))] => expr = resolved(file, *value),
            _ => break,
        }
    }
    Vec::new()
}

/// Whether an expression is the `import` of Nix itself.
pub(crate) fn is_import(file: &File, expr: Expr<'_>) -> bool {
    match expr.without_parens() {
        Expr::Ident(ident) => {
            let usage = file.names().usage_at(ident.range().start());
            ident.name() == Some("import") && usage.map(|it| it.target) == Some(Target::Global)
        }
        Expr::Select(select) => {
            let is_builtins = |base: Expr<'_>| matches!(base.without_parens(), Expr::Ident(it) if it.name() == Some("builtins"));
            last_name(expr).as_deref() == Some("import") && select.base().is_some_and(is_builtins)
        }
        _ => false,
    }
}

fn last_name(expr: Expr<'_>) -> Option<String> {
    match expr.without_parens() {
        Expr::Ident(ident) => ident.name().map(str::to_owned),
        Expr::Select(select) => Some(select.path()?.attrs().last()?.name()?.into_owned()),
        _ => None,
    }
}

/// The function that an expression of `file` is.
pub(crate) fn callee(cx: &Navigation<'_>, file: &Rc<File>, expr: Expr<'_>) -> Option<Callee> {
    callee_within(cx, file, expr, DEPTH)
}

fn callee_within(
    cx: &Navigation<'_>,
    file: &Rc<File>,
    expr: Expr<'_>,
    depth: usize,
) -> Option<Callee> {
    let depth = depth.checked_sub(1)?;
    let name = last_name(expr);
    match body(resolved(file, expr)) {
        Expr::Lambda(lambda) => {
            let (file, lambda) = (Rc::clone(file), AstPtr::new(lambda.node()));
            Some(Callee { file, lambda, name, is_exact: true })
        }
        Expr::Apply(apply) => {
            let function = apply.function()?;
            let is_import = is_import(file, function);
            if is_import || last_name(function).as_deref() == Some("callPackage") {
                let (path, target) = imported(cx, file, resolved(file, apply.argument()?))?;
                let root = ast::root_exprs(target.root()).next()?;
                let callee = callee_within(cx, &target, root, depth)?;
                let file_name = path.file_name().map(|it| it.to_string_lossy().into_owned());
                let name = name.or(file_name);
                return Some(Callee { name, is_exact: callee.is_exact && is_import, ..callee });
            }
            let outer = callee_within(cx, file, function, depth)?;
            let inner = outer.lambda()?.body()?;
            let inner = callee_within(cx, &outer.file, inner, depth)?;
            Some(Callee { name: outer.name, is_exact: outer.is_exact && inner.is_exact, ..inner })
        }
        _ => None,
    }
}

/// What a file or a function evaluates to behind its definitions.
fn body(expr: Expr<'_>) -> Expr<'_> {
    let mut expr = expr.without_parens();
    loop {
        let inner = match expr {
            Expr::LetIn(it) => it.body(),
            Expr::With(it) => it.body(),
            Expr::Assert(it) => it.body(),
            _ => None,
        };
        match inner {
            Some(inner) => expr = inner.without_parens(),
            None => return expr,
        }
    }
}

/// The file that a path literal names, if it can be read.
fn imported(cx: &Navigation<'_>, file: &File, expr: Expr<'_>) -> Option<(PathBuf, Rc<File>)> {
    let Expr::Path(path) = expr.without_parens() else { return None };
    let written = index::path_use(path).filter(|it| it.is_whole)?;
    let mut candidates = file.candidates(&written.written).into_iter();
    candidates.find_map(|path| cx.at_path(&path).map(|file| (path, file)))
}

/// The call whose literal argument has a key at `offset`: the function, the argument and the key.
pub(crate) fn call_key<'t>(
    root: Node<'t>,
    offset: TextSize,
) -> Option<(Expr<'t>, AttrSet<'t>, String)> {
    let nodes = nodes_at(root, offset);
    let at = nodes.iter().rposition(|node| node.kind() == SyntaxKind::ATTR_SET)?;
    let set = AttrSet::cast(nodes[at])?;
    let mut around = nodes[..at].iter().rev().skip_while(|it| it.kind() == SyntaxKind::PAREN);
    let apply = Apply::cast(*around.next()?)?;
    let is_argument = apply.argument()?.without_parens().node() == set.node();
    let name = match Entry::cast(*nodes.get(at + 1)?)? {
        Entry::Binding(binding) => binding.path()?.attrs().next(),
        Entry::Inherit(inherit) => inherit_at(inherit, offset),
    };
    let name = name.filter(|attr| attr.range().contains_inclusive(offset))?.name()?.into_owned();
    is_argument.then_some((apply.function()?, set, name))
}

fn inherit_at(inherit: Inherit<'_>, offset: TextSize) -> Option<ast::Attr<'_>> {
    inherit.attrs().find(|attr| attr.range().contains_inclusive(offset))
}

/// The formal `name` of a function.
pub(crate) fn formal(lambda: Lambda<'_>, name: &str) -> Option<TextRange> {
    let mut entries = lambda.pattern()?.entries();
    entries.find_map(|entry| entry.name().filter(|it| it.text() == name)).map(|it| it.range())
}
