//! The one entry: from texts to findings.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use cfglint_syntax::{Checked, Node, Parse, Problems, Region, TextRange, TextSize};

use crate::context::{LintContext, internal_error};
use crate::index::FileIndex;
use crate::memory::Memory;
use crate::model::{Module, Source};
use crate::plain::parse_unless_plain;
use crate::registry::Dispatch;
use crate::suppression::{Allows, Suppressed};
use crate::unit_files::{SettingLines, setting};
use crate::{Check, Config, Diagnostic, FileReport, Indel, LINTS, Severity, SourceFile, TextEdit};
use crate::{Fix, Related};

/// How files begin that git-crypt has encrypted.
///
/// Source: `encrypted_header` in git-crypt's commands.cpp.
pub const GIT_CRYPT: &str = "\0GITCRYPT\0";

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
        self.parsed_file(source, &parse, &Checked::new(&parse))
    }

    /// As [`Analysis::file`], for whoever wants findings alone: of most files that are no modules it is
    /// plain that they have none, and that they say nothing that counts elsewhere. Their model is
    /// empty.
    pub fn file_for_findings(&self, source: &SourceFile) -> FileReport {
        if is_fault_wanted(&source.name) {
            return self.file(source);
        }
        match parse_unless_plain(&source.text) {
            Some((parse, checked)) => self.parsed_file(source, &parse, &checked),
            None => FileReport::plain(source.clone()),
        }
    }

    /// As [`Analysis::file`], with the tree and its checks at hand.
    pub fn parsed_file(&self, source: &SourceFile, parse: &Parse, checked: &Checked) -> FileReport {
        self.report(source, parse, checked, || Module::lower(parse.root(), &source.text))
    }

    /// Brings a report up to date: the text differs in a region from that of the report, whose tree is
    /// `old`.
    pub fn changed_file(
        &self,
        source: &SourceFile,
        parse: &Parse,
        checked: &Checked,
        report: &mut FileReport,
        old: &Parse,
        region: Region,
    ) {
        let module = std::mem::take(&mut report.module);
        let before = Source { text: &report.source.text, root: old.root() };
        let now = Source { text: &source.text, root: parse.root() };
        let new = self.report(source, parse, checked, || module.again(before, now, region));
        let missing_imports = std::mem::take(&mut report.missing_imports);
        *report = FileReport { missing_imports, ..new };
    }

    fn report(
        &self,
        source: &SourceFile,
        parse: &Parse,
        checked: &Checked,
        lower: impl FnOnce() -> Module,
    ) -> FileReport {
        if source.text.starts_with(GIT_CRYPT) {
            return FileReport {
                source: source.clone(),
                diagnostics: vec![self.encrypted(source)],
                missing_imports: Vec::new(),
                allows: Allows::default(),
                module: Module::default(),
                index: FileIndex::default(),
            };
        }
        let root = parse.root();
        let mut diagnostics = self.read_errors(source, checked.problems(parse));
        let mut module = Module::default();
        if !guarded(|| module = lower()) {
            diagnostics.push(internal_error("the module model", source));
        }
        let mut cx = LintContext::new(&self.config, source, root, &module, &mut diagnostics);
        self.run_lints(&mut cx, root, &module);
        FileReport {
            source: source.clone(),
            diagnostics,
            missing_imports: Vec::new(),
            allows: Allows::read(root, source),
            index: FileIndex::new(&module),
            module,
        }
    }

    /// As [`Analysis::file`], of a new text of the same file: what is known of the files around it
    /// stays as it is.
    pub fn file_again(&self, source: &SourceFile, before: &FileReport) -> FileReport {
        let missing_imports = before.missing_imports.clone();
        FileReport { missing_imports, ..self.file(source) }
    }

    /// Everything that is to be said of these files together, in the order of their names.
    pub fn workspace(&self, reports: &[FileReport]) -> Vec<Diagnostic> {
        self.workspace_with_suppressed(reports).0
    }

    /// As [`Analysis::workspace`], and beside it what comments in the files silence, in the same
    /// order. What the settings switch off is in neither list.
    pub fn workspace_with_suppressed(
        &self,
        reports: &[FileReport],
    ) -> (Vec<Diagnostic>, Vec<Suppressed>) {
        let mut memory = Memory::default();
        self.workspace_again(reports, &mut memory, &[]);
        memory.into_all(reports)
    }

    /// As [`Analysis::workspace`], where `memory` is of the same files in the same order, and only
    /// the reports at `changed` are others than the last time. Gives the places of the files of
    /// which something else is said now; what that is, `memory` knows.
    ///
    /// With an empty memory everything is new, whatever `changed` says.
    pub fn workspace_again(
        &self,
        reports: &[FileReport],
        memory: &mut Memory,
        changed: &[usize],
    ) -> Vec<usize> {
        memory.update(self, reports, changed)
    }

    /// Nix refuses it too, but nobody is meant to mend it: the repository is only locked here.
    fn encrypted(&self, source: &SourceFile) -> Diagnostic {
        let range = TextRange::up_to(TextSize::of(GIT_CRYPT));
        let message = "git-crypt has encrypted this file; nothing is known of what it says";
        Diagnostic {
            severity: Severity::Hint,
            help: Some("run `git-crypt unlock`, or name the file in `exclude`".to_owned()),
            ..self.engine("syntax-error", source, range, message.to_owned())
        }
    }

    /// What Nix itself would refuse.
    fn read_errors(&self, source: &SourceFile, problems: Problems) -> Vec<Diagnostic> {
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
        if self.level(source, "undefined-variable").is_some() {
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
            let lints = definition.last_name().and_then(|key| self.dispatch.by_key.get(key));
            for &index in lints.into_iter().flatten() {
                if let Check::Definition(_, check) = LINTS[index].check {
                    cx.run(index, |cx| check(cx, definition));
                }
            }
            if self.dispatch.settings.is_empty() {
                continue;
            }
            let Some(lines) = setting(definition).map(|it| SettingLines::new(it, cx.text())) else {
                continue;
            };
            for &index in &self.dispatch.settings {
                if let Check::Setting(check) = LINTS[index].check {
                    cx.run(index, |cx| check(cx, &lines));
                }
            }
        }
        for &index in &self.dispatch.modules {
            if let Check::Module(check) = LINTS[index].check {
                cx.run(index, |cx| check(cx));
            }
        }
        for &index in &self.dispatch.nodes {
            if let Check::Node(kinds, word, check) = LINTS[index].check {
                let places: Vec<TextRange> = places_of(word, cx.text()).collect();
                let nodes = root.descendants_around(&places);
                for node in nodes.filter(|node| kinds.contains(&node.kind())) {
                    cx.run(index, |cx| check(cx, node));
                }
            }
        }
    }

    /// The lints that join files.
    pub(crate) fn project_lints(&self) -> &[usize] {
        &self.dispatch.projects
    }

    /// Whether a finding is left. If a comment silences it, it goes to `suppressed`.
    pub(crate) fn is_left(
        &self,
        diagnostic: &Diagnostic,
        report: &FileReport,
        used: &mut Vec<bool>,
        suppressed: &mut Vec<Suppressed>,
    ) -> bool {
        if diagnostic.lint == "syntax-error" {
            return true;
        }
        let is_off = number_of(diagnostic.lint)
            .is_some_and(|it| self.config.level_in(&report.source.config_path, it).is_none());
        let allowed = report.allows.cover(diagnostic, used);
        if let (Some(reason), false) = (allowed, is_off) {
            let reason = reason.map(str::to_owned);
            suppressed.push(Suppressed { diagnostic: diagnostic.clone(), reason });
        }
        allowed.is_none() && !is_off
    }

    /// Allow comments that do nothing.
    pub(crate) fn complain(&self, report: &FileReport, used: &[bool], found: &mut Vec<Diagnostic>) {
        let source = &report.source;
        if self.level(source, "unused-allow").is_none() {
            return;
        }
        let is_enabled = |lint: &str| self.level(source, lint).is_some();
        for (range, message) in report.allows.complaints(used, is_enabled) {
            found.push(self.engine("unused-allow", source, range, message));
        }
    }

    /// The severity of a lint in a file.
    fn level(&self, source: &SourceFile, lint: &str) -> Option<Severity> {
        number_of(lint).and_then(|index| self.config.level_in(&source.config_path, index))
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
            severity: self.level(source, lint).unwrap_or(Severity::Error),
            message,
            help: None,
            related: Vec::new(),
            tags: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

fn number_of(lint: &str) -> Option<usize> {
    LINTS.binary_search_by(|other| other.name.cmp(lint)).ok()
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

/// Where a word stands in a text.
fn places_of(word: &str, text: &str) -> impl Iterator<Item = TextRange> {
    let length = TextSize::of(word);
    text.match_indices(word).map(move |(at, _)| TextRange::at(TextSize::new(at as u32), length))
}

/// Panics if a test wants it.
pub(crate) fn fail_if_wanted(lint: &str, file: &str) {
    #[cfg(debug_assertions)]
    if let Some((wanted, _)) = FAULT.get()
        && wanted == lint
        && is_fault_wanted(file)
    {
        panic!("a bug of {lint}, as a test wants it");
    }
    #[cfg(not(debug_assertions))]
    let _ = (lint, file);
}

/// Whether a lint is to panic in this file.
fn is_fault_wanted(file: &str) -> bool {
    #[cfg(debug_assertions)]
    return FAULT.get().is_some_and(|(_, end)| file.ends_with(end.as_str()));
    #[cfg(not(debug_assertions))]
    {
        let _ = file;
        false
    }
}

/// Runs a check so that a bug in it costs only its own findings.
pub(crate) fn guarded(check: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(check)).is_ok()
}
