//! Who calls a function with which keys, and whether these are all of its callers.

use std::path::Path;
use std::rc::Rc;

use cfglint_lints::normalize;
use cfglint_syntax::ast::{self, Apply, AstNode, AttrSet, BinaryOp, Binding, Expr, Lambda};
use cfglint_syntax::{BinderId, BinderKind, Node, SyntaxKind, Target, TextRange, TextSize};

use crate::handlers::references::uses_of_file;
use crate::navigator::lookup::{around, is_import, keys_of, nodes_over, value_of};
use crate::navigator::{File, Navigation};

/// What the module system and `callPackage` give to a file by name.
const GIVEN: &[&str] =
    &["config", "lib", "modulesPath", "options", "pkgs", "specialArgs", "stdenv", "utils"];

/// The calls of a function with a formal.
#[derive(Default)]
pub(crate) struct Calls {
    /// Where the formal is given its value.
    pub(crate) keys: Vec<(Rc<File>, TextRange)>,
    /// The sets that the function is called with.
    pub(crate) arguments: Vec<(Rc<File>, TextRange)>,
    /// Why there may be other calls: a sentence.
    pub(crate) obstacle: Option<String>,
}

/// The calls that give a value to the formal `id` of a function in `file`.
pub(crate) fn calls(cx: &Navigation<'_>, file: &Rc<File>, id: BinderId) -> Calls {
    let binder = file.names().binder(id);
    let mut search = Search { name: binder.name.to_string(), calls: Calls::default() };
    let place = binder.places.first().copied().unwrap_or_default();
    let nodes = nodes_over(file.root(), place);
    let Some(at) = nodes.iter().rposition(|node| Lambda::cast(*node).is_some()) else {
        return search.calls;
    };
    let name = &search.name;
    match home(file, &nodes[..=at]) {
        Home::Named(function) => search.function(file, function),
        Home::File if GIVEN.contains(&name.as_str()) => {
            search.file(cx, file);
            search.calls.obstacle = Some(format!(
                "`{}` is given to this file under this name, by the module system or by `callPackage`",
                search.name
            ));
        }
        Home::File => search.file(cx, file),
        Home::Elsewhere => {
            search.calls.obstacle = Some(format!(
                "`{name}` is the name by which callers pass it, and this function has no name of its own by which they could be found"
            ));
        }
    }
    search.calls
}

/// What a function is the value of.
enum Home {
    Named(BinderId),
    File,
    Elsewhere,
}

/// `nodes` leads from the root to the function.
fn home(file: &File, nodes: &[Node<'_>]) -> Home {
    let Some((function, outer)) = nodes.split_last() else { return Home::Elsewhere };
    let mut function = *function;
    for node in outer.iter().rev() {
        if let Some(binding) = Binding::cast(*node) {
            return match named(file, binding, function) {
                Some(id) => Home::Named(id),
                None => Home::Elsewhere,
            };
        }
        let body = match Expr::cast(*node) {
            Some(Expr::Paren(it)) => it.inner(),
            Some(Expr::LetIn(it)) => it.body(),
            Some(Expr::With(it)) => it.body(),
            Some(Expr::Assert(it)) => it.body(),
            Some(_) => None,
            None => return Home::File,
        };
        if body.is_none_or(|body| body.node() != function) {
            return Home::Elsewhere;
        }
        function = *node;
    }
    Home::Elsewhere
}

/// The variable that a binding gives exactly this value.
fn named(file: &File, binding: Binding<'_>, value: Node<'_>) -> Option<BinderId> {
    let (id, _) = file.names().binder_at(binding.path()?.range().start())?;
    (value_of(file, id)?.node() == value).then_some(id)
}

struct Search {
    name: String,
    calls: Calls,
}

impl Search {
    fn give_up(&mut self, reason: String) {
        self.calls.obstacle.get_or_insert(reason);
    }

    /// Every use of a variable that is the function.
    fn function(&mut self, file: &Rc<File>, id: BinderId) {
        let binder = file.names().binder(id);
        if binder.kind == BinderKind::Rec {
            let function = &binder.name;
            let name = &self.name;
            self.give_up(format!(
                "`{name}` is the name by which callers of `{function}` pass it, and others may select that from its set"
            ));
        }
        let uses: Vec<TextRange> = file.names().usages_of(id).collect();
        for range in uses {
            if !self.call(file, range) {
                let line = file.line(range.start()) + 1;
                let reason = format!(
                    "`{}` is the name by which callers pass it, and in line {line} the function is used without a set that is spelled out",
                    self.name
                );
                self.give_up(reason);
            }
        }
    }

    /// The call of the expression at `range`, if there is one with a literal set.
    fn call(&mut self, file: &Rc<File>, range: TextRange) -> bool {
        let nodes = nodes_over(file.root(), range);
        let at = nodes.iter().rposition(|node| node.range() != range);
        let mut function = range;
        for node in nodes[..at.map_or(0, |at| at + 1)].iter().rev() {
            if let Some(apply) = Apply::cast(*node) {
                let is_called = apply.function().is_some_and(|it| it.range() == function);
                let argument = apply.argument().filter(|_| is_called).map(Expr::without_parens);
                let Some(Expr::AttrSet(set)) = argument else { return false };
                return self.argument(file, set);
            }
            if Expr::cast(*node).is_none_or(|it| !matches!(it, Expr::Paren(_))) {
                return false;
            }
            function = node.range();
        }
        false
    }

    fn argument(&mut self, file: &Rc<File>, set: AttrSet<'_>) -> bool {
        let keys = keys_of(set, &self.name);
        self.calls.keys.extend(keys.into_iter().map(|(range, _)| (Rc::clone(file), range)));
        self.calls.arguments.push((Rc::clone(file), set.range()));
        let is_said = |entry: ast::Entry<'_>| match entry {
            ast::Entry::Binding(it) => {
                it.path().and_then(|it| it.attrs().next()).is_some_and(|it| it.name().is_some())
            }
            ast::Entry::Inherit(_) => true,
        };
        !set.is_recursive() && ast::Bindings::entries(set).all(is_said)
    }

    /// Every use of a file that is the function.
    fn file(&mut self, cx: &Navigation<'_>, file: &Rc<File>) {
        let name = self.name.clone();
        let Some(path) = file.path.as_deref().filter(|path| cx.is_inside(path)) else {
            return self.give_up(format!(
                "`{name}` is the name by which importers of this file pass it, and the file is in no folder of the workspace"
            ));
        };
        let uses = uses_of_file(cx, path);
        if uses.is_empty() || cx.project().is_none() {
            self.give_up(format!(
                "`{name}` is the name by which importers of this file pass it, and none of them is in the workspace"
            ));
        }
        for (user, ranges) in uses {
            for range in ranges {
                if !self.import(&user, range) {
                    let place = shown(&user, range);
                    self.give_up(format!(
                        "`{name}` is the name by which this file is given it, and {place} uses the file in a way that does not say what is passed"
                    ));
                }
            }
        }
        if let Some(place) = computed_import(cx, path) {
            self.give_up(format!(
                "`{name}` is the name by which this file is given it, and {place} may name the file by a computed path"
            ));
        }
    }

    /// `import ./x.nix { … }`, or a variable for `import ./x.nix` that is called like this.
    fn import(&mut self, file: &Rc<File>, path: TextRange) -> bool {
        let nodes = nodes_over(file.root(), path);
        let Some(at) = nodes.iter().rposition(|node| Apply::cast(*node).is_some()) else {
            return false;
        };
        let Some(apply) = Apply::cast(nodes[at]) else { return false };
        let is_path = apply.argument().is_some_and(|it| it.without_parens().range() == path);
        let Some(function) = apply.function().filter(|_| is_path) else { return false };
        if !is_import(file, function) {
            // `callPackage ./x.nix { … }`: some keys are there to see, others are not.
            self.call(file, apply.range());
            return false;
        }
        if let Home::Named(id) = home(file, &nodes[..=at]) {
            let is_private = file.names().binder(id).kind == BinderKind::Let;
            self.function(file, id);
            return is_private;
        }
        self.call(file, apply.range())
    }
}

fn shown(file: &File, range: TextRange) -> String {
    let name = file.path.as_deref().and_then(Path::file_name).unwrap_or_default();
    format!("line {} of `{}`", file.line(range.start()) + 1, name.to_string_lossy())
}

/// A place in the project that may put together the path of a file from parts.
fn computed_import(cx: &Navigation<'_>, target: &Path) -> Option<String> {
    for path in cx.project()? {
        let Some(index) = cx.index(&path) else { continue };
        let folder = path.parent().unwrap_or(Path::new("/"));
        if let Some(place) = cx.at_path(&path).and_then(|file| named_in_text(&file, target)) {
            return Some(place);
        }
        for used in &index.paths {
            let start = normalize(&folder.join(&*used.written));
            let is_start = match used.is_whole {
                true => target != start && target.starts_with(&start),
                false => target.to_string_lossy().starts_with(&*start.to_string_lossy()),
            };
            if !is_start {
                continue;
            }
            let Some(file) = cx.at_path(&path) else { continue };
            let is_joined = around::<BinaryOp<'_>>(file.root(), used.range)
                .is_some_and(|it| it.lhs().is_some_and(|it| it.range() == used.range));
            let lists = ["readDir", "listFilesRecursive", "filesystem", "haumea", "import-tree"];
            if !used.is_whole || is_joined || lists.iter().any(|word| file.text.contains(word)) {
                return Some(shown(&file, used.range));
            }
        }
    }
    None
}

/// A string that ends like the path of a file: `"${self}/lib/f.nix"`.
fn named_in_text(file: &File, target: &Path) -> Option<String> {
    let name = target.file_name()?.to_str()?;
    let folder = target.parent().and_then(Path::file_name).and_then(|it| it.to_str());
    let names = [Some(name), folder.filter(|_| name == "default.nix")];
    for name in names.into_iter().flatten() {
        for (at, _) in file.text.match_indices(name) {
            let rest = &file.text[at + name.len()..];
            if !rest.starts_with('"') && !rest.starts_with("''") {
                continue;
            }
            let range = TextRange::at(TextSize::new(at as u32), TextSize::of(name));
            let token = nodes_over(file.root(), range)
                .last()?
                .tokens()
                .find(|token| token.range().contains_range(range));
            use SyntaxKind::{IND_STRING_CONTENT, STRING_CONTENT};
            if token.is_some_and(|it| matches!(it.kind(), STRING_CONTENT | IND_STRING_CONTENT)) {
                return Some(shown(file, range));
            }
        }
    }
    None
}

/// Whether the whole argument of the function with the formal `id` is used under a name: `args.a`.
pub(crate) fn whole_is_used(file: &File, id: BinderId) -> bool {
    let place = file.names().binder(id).places.first().copied().unwrap_or_default();
    let lambda = around::<Lambda<'_>>(file.root(), place);
    let bind = lambda.and_then(Lambda::pattern).and_then(|pattern| pattern.bind());
    let whole = bind.and_then(|token| file.names().binder_at(token.range().start()));
    whole.is_some_and(|(whole, _)| {
        file.names().usages().iter().any(|it| it.target == Target::Binder(whole))
    })
}
