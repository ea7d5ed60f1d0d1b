//! The one entry: from texts to findings.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use cfglint_syntax::{Node, Parse, TextRange};
use rustc_hash::FxHashMap;

use crate::context::{LintContext, ProjectContext, internal_error};
use crate::model::Module;
use crate::registry::Dispatch;
use crate::suppression::Allows;
use crate::{Check, Config, Diagnostic, FileReport, Indel, LINTS, Severity, SourceFile, TextEdit};
use crate::{FileId, Fix, Related, by_name};

/// Settings and the lints that they leave switched on.
#[derive(Debug)]
pub struct Analysis {
    config: Arc<Config>,
    dispatch: Dispatch,
}

impl Analysis {
    /// An analysis with these settings.
    pub fn new(config: Arc<Config>) -> Analysis {
        let dispatch = Dispatch::new(|index| config.level(index).is_some());
        Analysis { config, dispatch }
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Reads one file by itself. Pure, and free to run on any thread.
    pub fn file(&self, source: &SourceFile) -> FileReport {
        let parse = cfglint_syntax::parse(&source.text);
        self.parsed_file(source, &parse)
    }

    /// As [`Analysis::file`], with the tree at hand.
    pub fn parsed_file(&self, source: &SourceFile, parse: &Parse) -> FileReport {
        let root = parse.root();
        let mut diagnostics = self.read_errors(source, parse);
        let mut module = Module::default();
        if !guarded(|| module = Module::lower(root, &source.text)) {
            diagnostics.push(internal_error("the module model", source));
        }
        let mut cx = LintContext::new(&self.config, source, root, &module, &mut diagnostics);
        self.run_lints(&mut cx, root, &module);
        FileReport {
            source: source.clone(),
            diagnostics,
            allows: Allows::read(root, source),
            module,
        }
    }

    /// Everything that is to be said of these files together, in the order of their names.
    pub fn workspace(&self, reports: &[FileReport]) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut cx = ProjectContext::new(&self.config, reports, &mut found);
        for &index in &self.dispatch.projects {
            if let Check::Project(check) = LINTS[index].check {
                cx.run(index, check);
            }
        }
        found.extend(reports.iter().flat_map(|report| report.diagnostics.iter().cloned()));
        let indices: FxHashMap<FileId, usize> =
            reports.iter().enumerate().map(|(index, report)| (report.source.id, index)).collect();
        let mut used = vec![Vec::new(); reports.len()];
        found.retain(|diagnostic| match indices.get(&diagnostic.file) {
            Some(&index) => !self.is_suppressed(diagnostic, &reports[index], &mut used[index]),
            None => true,
        });
        for (report, used) in reports.iter().zip(&used) {
            self.complain(report, used, &mut found);
        }
        found.sort_by(|a, b| {
            let name = |diagnostic: &Diagnostic| {
                indices.get(&diagnostic.file).map(|&index| &reports[index].source.name)
            };
            let place =
                |diagnostic: &Diagnostic| (diagnostic.range.start(), diagnostic.range.end());
            (name(a), place(a), a.lint, &a.message).cmp(&(name(b), place(b), b.lint, &b.message))
        });
        found.dedup();
        found
    }

    /// What Nix itself would refuse.
    fn read_errors(&self, source: &SourceFile, parse: &Parse) -> Vec<Diagnostic> {
        let problems = cfglint_syntax::check(&source.text, parse);
        let mut found = Vec::new();
        for error in problems.syntax {
            let mut diagnostic =
                self.engine("syntax-error", source, error.range, error.to_string());
            if let Some((at, text)) = error.insertion() {
                let edit = TextEdit::from_indels(vec![Indel {
                    delete: TextRange::empty(at),
                    insert: text.to_owned(),
                }]);
                // Where something is missing is a guess, so such a fix is never applied unattended.
                let title = format!("Insert `{text}`");
                diagnostic.fixes.extend(edit.map(|edit| Fix::risky(title, source.id, edit)));
            }
            if let Some(range) = error.related {
                let message = "this is what it belongs to".to_owned();
                diagnostic.related.push(Related { file: source.id, range, message });
            }
            found.push(diagnostic);
        }
        if by_name("undefined-variable").is_some_and(|lint| self.level(lint.name).is_some()) {
            for variable in problems.undefined {
                let message =
                    format!("nothing defines `{}`; Nix refuses to read this file", variable.name);
                let mut diagnostic =
                    self.engine("undefined-variable", source, variable.range, message);
                diagnostic.help = Some(crate::rules::nix::undefined_variable::help(&variable.name));
                found.push(diagnostic);
            }
        }
        found
    }

    fn run_lints(&self, cx: &mut LintContext<'_>, root: Node<'_>, module: &Module) {
        for definition in &module.definitions {
            let Some(lints) = definition.last_name().and_then(|key| self.dispatch.by_key.get(key))
            else {
                continue;
            };
            for &index in lints {
                if let Check::Definition(_, check) = LINTS[index].check {
                    cx.run(index, |cx| check(cx, definition));
                }
            }
        }
        for &index in &self.dispatch.modules {
            if let Check::Module(check) = LINTS[index].check {
                cx.run(index, |cx| check(cx));
            }
        }
        if self.dispatch.has_node_lints {
            for node in root.descendants() {
                for &index in &self.dispatch.by_kind[node.kind() as usize] {
                    if let Check::Node(_, check) = LINTS[index].check {
                        cx.run(index, |cx| check(cx, node));
                    }
                }
            }
        }
    }

    fn is_suppressed(
        &self,
        diagnostic: &Diagnostic,
        report: &FileReport,
        used: &mut Vec<bool>,
    ) -> bool {
        let index = LINTS.iter().position(|lint| lint.name == diagnostic.lint);
        let per_file =
            index.is_some_and(|index| self.config.is_ignored_in(&report.source.config_path, index));
        diagnostic.lint != "syntax-error" && (report.allows.cover(diagnostic, used) || per_file)
    }

    /// Allow comments that do nothing.
    fn complain(&self, report: &FileReport, used: &[bool], found: &mut Vec<Diagnostic>) {
        if self.level("unused-allow").is_none() {
            return;
        }
        let is_enabled = |lint: &str| self.level(lint).is_some();
        for (range, message) in report.allows.complaints(used, is_enabled) {
            found.push(self.engine("unused-allow", &report.source, range, message));
        }
    }

    fn level(&self, lint: &str) -> Option<Severity> {
        LINTS.iter().position(|other| other.name == lint).and_then(|index| self.config.level(index))
    }

    fn engine(
        &self,
        lint: &'static str,
        source: &SourceFile,
        range: TextRange,
        message: String,
    ) -> Diagnostic {
        Diagnostic {
            file: source.id,
            range,
            lint,
            severity: self.level(lint).unwrap_or(Severity::Error),
            message,
            help: None,
            related: Vec::new(),
            tags: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

/// A lint that is to panic, and the end of the names of files in which it does.
#[cfg(debug_assertions)]
static FAULT: std::sync::OnceLock<(String, String)> = std::sync::OnceLock::new();

/// From here on, this lint panics in files whose names end so: for tests of what a bug does.
/// There is no such thing in a release build.
#[cfg(debug_assertions)]
pub fn set_fault(lint: &str, file: &str) {
    FAULT.set((lint.to_owned(), file.to_owned())).ok();
}

/// Panics if a test wants it.
pub(crate) fn fail_if_wanted(lint: &str, file: &str) {
    #[cfg(debug_assertions)]
    if let Some((wanted, end)) = FAULT.get()
        && wanted == lint
        && file.ends_with(end.as_str())
    {
        panic!("a bug of {lint}, as a test wants it");
    }
    #[cfg(not(debug_assertions))]
    let _ = (lint, file);
}

/// Runs a check so that a bug in it costs only its own findings.
pub(crate) fn guarded(check: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(check)).is_ok()
}
