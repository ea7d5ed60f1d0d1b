//! Which files belong to one machine, and whether they are all of it.

use std::cell::{OnceCell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use cfglint_syntax::ast::{AstNode, Binding, Expr, root_exprs};
use rustc_hash::{FxHashMap, FxHashSet};

use super::syntax::{attr_of, name_of, spine};
use crate::facts::Fact;
use crate::index::root_number;
use crate::model::{Definition, RootId, Segment, ValueKind};
use crate::{FileId, FileReport, ProjectContext, import_candidates, normalize};

/// Which file leads to which.
pub(crate) struct Imports {
    places: FxHashMap<FileId, usize>,
    /// For each file, by place, those that import it.
    importers: Vec<Vec<Importer>>,
    /// For each file, by place, those that it imports.
    imported: Vec<Vec<u32>>,
    /// Those that lead to another file, or to which another leads, or that say they are a machine.
    placed: Vec<bool>,
    /// What all of this follows from, by place.
    basis: Vec<Basis>,
    above: RefCell<FxHashMap<usize, Rc<[Importer]>>>,
    /// What was last asked for, and the answer.
    near: RefCell<Option<Near>>,
}

/// A file, by place, and those around it, if that is known.
type Near = (usize, Option<Rc<[u32]>>);

/// A file, by place, and which machine in it, if it defines several.
type Importer = (usize, Option<RootId>);

/// What a file says of its place among the others.
#[derive(PartialEq, Eq)]
struct Basis {
    imports: Vec<(Option<Box<str>>, Option<RootId>)>,
    is_machine: bool,
}

impl Basis {
    fn of(report: &FileReport) -> Basis {
        let imports = report.module.imports.iter().map(|it| (it.path.clone(), it.machine));
        Basis { imports: imports.collect(), is_machine: says_that_it_is_a_machine(report) }
    }
}

impl Imports {
    pub(crate) fn new(reports: &[FileReport]) -> Imports {
        Imports::of_names(reports, &names(reports))
    }

    /// As [`Imports::new`], with the places of the files by their names.
    pub(crate) fn of_names(reports: &[FileReport], names: &FxHashMap<PathBuf, usize>) -> Imports {
        let mut importers = vec![Vec::new(); reports.len()];
        let mut imported = vec![Vec::new(); reports.len()];
        let basis: Vec<Basis> = reports.iter().map(Basis::of).collect();
        let mut placed: Vec<bool> = basis.iter().map(|it| it.is_machine).collect();
        for (index, report) in reports.iter().enumerate() {
            for import in &report.module.imports {
                let target = import.path.as_deref().and_then(|path| resolve(names, report, path));
                let Some(target) = target.filter(|target| *target != index) else { continue };
                importers[target].push((index, import.machine));
                imported[index].push(target as u32);
                (placed[target], placed[index]) = (true, true);
            }
        }
        let places = reports.iter().zip(0..).map(|(report, index)| (report.source.id, index));
        let places = places.collect();
        let (above, near) = (RefCell::default(), RefCell::default());
        Imports { places, importers, imported, placed, basis, above, near }
    }

    /// Whether the file at `place` says the same of its place as when this was made.
    pub(crate) fn has(&self, place: usize, report: &FileReport) -> bool {
        self.basis[place] == Basis::of(report)
    }

    /// Whether some file leads to both, as parts of one machine.
    pub(crate) fn are_together(&self, one: FileId, other: FileId) -> bool {
        if one == other {
            return true;
        }
        let (Some(&one), Some(&other)) = (self.places.get(&one), self.places.get(&other)) else {
            return false;
        };
        let (ours, theirs) = (self.above(one), self.above(other));
        // What a file says besides its imports may be of any of its machines.
        let has = |all: &[Importer], file: usize| {
            all.get(all.partition_point(|it| it.0 < file)).is_some_and(|it| it.0 == file)
        };
        // What all machines have in common has all of them above it.
        let (few, many) =
            if ours.len() < theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
        few.iter().any(|it| many.binary_search(it).is_ok())
            || has(&ours, other)
            || has(&theirs, one)
    }

    /// Whether two facts count together as far as is known: not if of each is known where it
    /// belongs, and nothing leads to both, as with two machines of one project.
    ///
    /// What makes a finding is asked with this; what silences one need only [join](Fact::joins).
    pub(crate) fn meet(&self, one: &Fact<'_>, other: &Fact<'_>) -> bool {
        one.joins(other) && self.may_be_together(one.file.source.id, other.file.source.id)
    }

    /// Whether two files may be parts of one machine: one of them is not known to belong anywhere, or
    /// some file leads to both.
    pub(crate) fn may_be_together(&self, one: FileId, other: FileId) -> bool {
        let is_placed =
            |file: FileId| self.places.get(&file).is_some_and(|place| self.placed[*place]);
        one == other || !(is_placed(one) && is_placed(other)) || self.are_together(one, other)
    }

    /// Whether it is known of a file, by place, where it belongs.
    pub(crate) fn is_placed(&self, index: usize) -> bool {
        self.placed[index]
    }

    /// The place of a file.
    pub(crate) fn place(&self, file: FileId) -> Option<usize> {
        self.places.get(&file).copied()
    }

    /// The places of all files [of which it is known](Imports::is_placed) that they may be parts of
    /// one machine with this one, and maybe some more; `None` if they are many, or all.
    pub(crate) fn near(&self, file: FileId) -> Option<Rc<[u32]>> {
        let place = self.place(file).filter(|place| self.placed[*place])?;
        let mut last = self.near.borrow_mut();
        match &*last {
            Some((of, near)) if *of == place => near.clone(),
            _ => {
                let near = self.find_near(place);
                *last = Some((place, near.clone()));
                near
            }
        }
    }

    fn find_near(&self, place: usize) -> Option<Rc<[u32]>> {
        let mut stack: Vec<u32> = self.above(place).iter().map(|it| it.0 as u32).collect();
        let mut seen = FxHashSet::default();
        while let Some(place) = stack.pop() {
            if seen.len() + stack.len() > NEAR_LIMIT {
                return None;
            }
            if seen.insert(place) {
                stack.extend(&self.imported[place as usize]);
            }
        }
        Some(seen.into_iter().collect())
    }

    /// The file, and all that lead to it, in order.
    fn above(&self, file: usize) -> Rc<[Importer]> {
        if let Some(known) = self.above.borrow().get(&file) {
            return Rc::clone(known);
        }
        let mut seen = FxHashSet::default();
        let mut stack = vec![(file, None)];
        while let Some(importer @ (index, machine)) = stack.pop() {
            // Nothing leads to a machine.
            if seen.insert(importer) && machine.is_none() {
                stack.extend(&self.importers[index]);
            }
        }
        let mut seen: Vec<Importer> = seen.into_iter().collect();
        seen.sort_unstable();
        let seen: Rc<[Importer]> = seen.into();
        self.above.borrow_mut().insert(file, Rc::clone(&seen));
        seen
    }
}

/// From so many files on, it is not worth while to know which they are.
const NEAR_LIMIT: usize = 2000;

fn says_that_it_is_a_machine(report: &FileReport) -> bool {
    let system = root_number("system").map_or(&[][..], |group| report.index.of(group));
    system.iter().map(|number| &report.module.definitions[*number as usize]).any(|definition| {
        definition.is(&["system", "stateVersion"])
            && !report.module.machines.contains(&definition.root)
    })
}

/// The places of files by their names.
pub(crate) fn names(reports: &[FileReport]) -> FxHashMap<PathBuf, usize> {
    let numbered = reports.iter().enumerate();
    numbered.map(|(index, it)| (normalize(Path::new(&*it.source.name)), index)).collect()
}

fn resolve(names: &FxHashMap<PathBuf, usize>, report: &FileReport, written: &str) -> Option<usize> {
    let folder = Path::new(&*report.source.name).parent().unwrap_or(Path::new(""));
    import_candidates(folder, written).iter().find_map(|path| names.get(path).copied())
}

/// What a file says of whether the files are all that there is of a machine, found out when it is
/// asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Closedness {
    is_machine: OnceCell<bool>,
    is_known: OnceCell<bool>,
    says_all: OnceCell<bool>,
}

/// Whether the files are all that there is of some machines: one of them says so, and each leads
/// to files that are there, or to nixpkgs.
///
/// Only then does it mean something that an option is set nowhere.
pub(crate) fn is_closed(cx: &ProjectContext<'_>) -> bool {
    let reports = cx.reports();
    let of = |place: usize| cx.tracked().closedness(place);
    let is_machine = |place: &usize| {
        *of(*place).is_machine.get_or_init(|| {
            let report = &reports[*place];
            says_that_it_is_a_machine(report) || report.source.text.contains("nixosSystem")
        })
    };
    let mut parts: Vec<usize> = (0..reports.len()).filter(is_machine).collect();
    if parts.is_empty() {
        return false;
    }
    let names = cx.tracked().names(reports);
    let are_known = (0..reports.len()).all(|place| {
        *of(place).is_known.get_or_init(|| {
            let report = &reports[place];
            let is_read = !report.diagnostics.iter().any(|it| it.lint == "syntax-error");
            is_read && leads_to_known_files(cx, names, report)
        })
    });
    let mut seen = FxHashSet::default();
    while let Some(index) = parts.pop().filter(|_| are_known) {
        if !seen.insert(index) {
            continue;
        }
        let report = &reports[index];
        let says_all = of(index).says_all.get_or_init(|| {
            let parse = cx.parse(report);
            root_exprs(parse.root()).all(says_all)
        });
        if !says_all {
            return false;
        }
        let paths = report.module.imports.iter().filter_map(|import| import.path.as_deref());
        parts.extend(paths.filter_map(|path| resolve(names, report, path)));
    }
    are_known
}

/// Whether an expression spells out the sets that it comes to, or that `config` in it comes to.
fn says_all(expr: Expr<'_>) -> bool {
    const WRAPPERS: &[&str] = &[
        "mkIf",
        "mkMerge",
        "mkDefault",
        "mkForce",
        "mkOverride",
        "optional",
        "optionals",
        "optionalAttrs",
    ];
    match expr.without_parens() {
        Expr::Lambda(lambda) => lambda.body().is_some_and(says_all),
        Expr::LetIn(let_in) => let_in.body().is_some_and(says_all),
        Expr::With(with) => with.body().is_some_and(says_all),
        Expr::Assert(assert) => assert.body().is_some_and(says_all),
        Expr::List(list) => list.items().all(says_all),
        Expr::AttrSet(set) => attr_of(set, "config").is_none_or(|(_, value)| says_all(value)),
        Expr::BinaryOp(operation) => {
            [operation.lhs(), operation.rhs()].into_iter().flatten().all(says_all)
        }
        call @ Expr::Apply(_) => {
            let (head, arguments) = spine(call);
            name_of(head).is_some_and(|name| WRAPPERS.contains(&&*name))
                && arguments.last().is_some_and(|last| says_all(*last))
        }
        _ => false,
    }
}

fn leads_to_known_files(
    cx: &ProjectContext<'_>,
    names: &FxHashMap<PathBuf, usize>,
    report: &FileReport,
) -> bool {
    let text = &report.source.text;
    if !text.contains("imports") && !text.contains("odules") {
        return true;
    }
    let parse = cx.parse(report);
    parse.root().descendants().filter_map(Binding::cast).all(|binding| {
        let last = binding.path().and_then(|path| path.attrs().last()?.name());
        match last.as_deref() {
            Some("imports" | "modules" | "extraModules" | "sharedModules" | "nixosModules") => {
                binding.value().is_some_and(|value| are_known(names, report, value))
            }
            _ => true,
        }
    })
}

fn are_known(names: &FxHashMap<PathBuf, usize>, report: &FileReport, value: Expr<'_>) -> bool {
    match value.without_parens() {
        Expr::List(list) => list.items().all(|item| is_known(names, report, item)),
        _ => false,
    }
}

fn is_known(names: &FxHashMap<PathBuf, usize>, report: &FileReport, item: Expr<'_>) -> bool {
    match item.without_parens() {
        Expr::Path(path) => match path.text() {
            // What nixpkgs ships asks for certificates only where it is told to.
            Some(text) if text.starts_with("<nixpkgs/") => true,
            Some(text) => resolve(names, report, text).is_some(),
            None => false,
        },
        Expr::AttrSet(_) | Expr::Lambda(_) => true,
        string @ Expr::PlainString(_) => {
            report.source.text[string.range()].starts_with("\"${modulesPath}/")
        }
        Expr::BinaryOp(operation) => {
            let lhs = operation.lhs().map(Expr::without_parens);
            matches!(lhs, Some(Expr::Ident(it)) if it.name() == Some("modulesPath"))
        }
        call @ Expr::Apply(_) => {
            name_of(spine(call).0).is_some_and(|it| it.ends_with("OptionModule"))
        }
        _ => false,
    }
}

/// Whether something at or above `path`, or below a computed name on the way to it, is set to what
/// the text does not say.
pub(crate) fn may_be_set(cx: &ProjectContext<'_>, path: &[&str]) -> bool {
    let leads = |definition: &Definition| {
        definition.path.iter().zip(path).all(|(segment, name)| match segment {
            Segment::Name(it) => **it == **name || *name == "*",
            Segment::Dynamic { .. } => true,
        })
    };
    let (named, computed) = (cx.definitions_under(path[0]), cx.definitions_with_computed_root());
    named.chain(computed).any(|(_, definition)| {
        leads(definition)
            && (definition.path.len() >= path.len()
                || !matches!(definition.value.kind, ValueKind::EmptySet))
    })
}

/// Whether the files have a word in them more often than so many times.
pub(crate) fn mentions_more_than(cx: &ProjectContext<'_>, word: &str, limit: usize) -> bool {
    cx.count(word) > limit
}

/// Whether any file has a word in it.
pub(crate) fn mentions(cx: &ProjectContext<'_>, word: &str) -> bool {
    cx.count(word) > 0
}
