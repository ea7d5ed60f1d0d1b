//! Which files belong to one machine, and whether they are all of it.

use std::path::{Path, PathBuf};

use cfglint_syntax::ast::{AstNode, Binding, Expr, root_exprs};
use rustc_hash::{FxHashMap, FxHashSet};

use super::syntax::{attr_of, name_of, spine};
use crate::model::{Definition, Segment, ValueKind};
use crate::{FileId, FileReport, ProjectContext, import_candidates, normalize};

/// Which file leads to which.
pub(crate) struct Imports<'a> {
    reports: &'a [FileReport],
    /// For each file, by place, those that import it.
    importers: Vec<Vec<usize>>,
}

impl<'a> Imports<'a> {
    pub(crate) fn new(reports: &'a [FileReport]) -> Imports<'a> {
        let names = names(reports);
        let mut importers = vec![Vec::new(); reports.len()];
        for (index, report) in reports.iter().enumerate() {
            for import in &report.module.imports {
                let target = import.path.as_deref().and_then(|path| resolve(&names, report, path));
                if let Some(target) = target {
                    importers[target].push(index);
                }
            }
        }
        Imports { reports, importers }
    }

    /// Whether some file leads to both.
    pub(crate) fn are_together(&self, one: FileId, other: FileId) -> bool {
        if one == other {
            return true;
        }
        let (ours, theirs) = (self.above(one), self.above(other));
        ours.iter().any(|file| theirs.contains(file))
    }

    /// Whether a file, by place, leads to another or another leads to it.
    pub(crate) fn is_linked(&self, index: usize) -> bool {
        let is_other = |importer: &usize| *importer != index;
        self.importers[index].iter().any(is_other)
            || (0..self.importers.len())
                .any(|target| target != index && self.importers[target].contains(&index))
    }

    /// The file, and all that lead to it.
    fn above(&self, file: FileId) -> FxHashSet<usize> {
        let mut seen = FxHashSet::default();
        let mut stack: Vec<usize> =
            self.reports.iter().position(|report| report.source.id == file).into_iter().collect();
        while let Some(index) = stack.pop() {
            if seen.insert(index) {
                stack.extend(&self.importers[index]);
            }
        }
        seen
    }
}

fn names(reports: &[FileReport]) -> FxHashMap<PathBuf, usize> {
    let numbered = reports.iter().enumerate();
    numbered.map(|(index, it)| (normalize(Path::new(&*it.source.name)), index)).collect()
}

fn resolve(names: &FxHashMap<PathBuf, usize>, report: &FileReport, written: &str) -> Option<usize> {
    let folder = Path::new(&*report.source.name).parent().unwrap_or(Path::new(""));
    import_candidates(folder, written).iter().find_map(|path| names.get(path).copied())
}

/// Whether the files are all that there is of some machines: one of them says so, and each leads
/// to files that are there, or to nixpkgs.
///
/// Only then does it mean something that an option is set nowhere.
pub(crate) fn is_closed(cx: &ProjectContext<'_>) -> bool {
    let is_machine = |report: &FileReport| {
        report.source.text.contains("nixosSystem")
            || report.module.definitions.iter().any(|definition| {
                definition.is(&["system", "stateVersion"])
                    && !report.module.machines.contains(&definition.root)
            })
    };
    let mut parts: Vec<usize> =
        (0..cx.reports.len()).filter(|index| is_machine(&cx.reports[*index])).collect();
    if parts.is_empty() {
        return false;
    }
    let names = names(cx.reports);
    let are_known = cx.reports.iter().all(|report| {
        let is_read = !report.diagnostics.iter().any(|it| it.lint == "syntax-error");
        is_read && leads_to_known_files(cx, &names, report)
    });
    let mut seen = FxHashSet::default();
    while let Some(index) = parts.pop().filter(|_| are_known) {
        if !seen.insert(index) {
            continue;
        }
        let report = &cx.reports[index];
        let parse = cx.parse(report);
        if !root_exprs(parse.root()).all(says_all) {
            return false;
        }
        let paths = report.module.imports.iter().filter_map(|import| import.path.as_deref());
        parts.extend(paths.filter_map(|path| resolve(&names, report, path)));
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
    cx.definitions().any(|(_, definition)| {
        leads(definition)
            && (definition.path.len() >= path.len()
                || !matches!(definition.value.kind, ValueKind::EmptySet))
    })
}

/// Whether any file has a word in it.
pub(crate) fn mentions(cx: &ProjectContext<'_>, word: &str) -> bool {
    cx.reports.iter().any(|report| report.source.text.contains(word))
}
