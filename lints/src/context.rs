//! What a lint sees, and how it reports.

mod project;

use cfglint_syntax::{Node, TextRange};

use crate::analysis::{fail_if_wanted, guarded};
use crate::config::LintOptions;
use crate::model::Module;
use crate::systemd::Versions;
use crate::{Config, Diagnostic, Fix, LINTS, Related, Release, Severity, SourceFile, Tag};
pub use project::ProjectContext;
pub(crate) use project::{Found, Scope};

/// One file, to a lint that needs no other.
pub struct LintContext<'a> {
    config: &'a Config,
    /// The file.
    pub source: &'a SourceFile,
    /// Its tree.
    pub root: Node<'a>,
    /// What it says as a module.
    pub module: &'a Module,
    found: &'a mut Vec<Diagnostic>,
    lint: usize,
}

impl<'a> LintContext<'a> {
    pub(crate) fn new(
        config: &'a Config,
        source: &'a SourceFile,
        root: Node<'a>,
        module: &'a Module,
        found: &'a mut Vec<Diagnostic>,
    ) -> LintContext<'a> {
        LintContext { config, source, root, module, found, lint: 0 }
    }

    /// Runs one lint; if it panics, that is a finding of its own.
    pub(crate) fn run(&mut self, lint: usize, check: impl FnOnce(&mut Self)) {
        self.lint = lint;
        let before = self.found.len();
        let file = &self.source.name;
        let is_sound = guarded(|| {
            fail_if_wanted(LINTS[lint].name, file);
            check(self);
        });
        if !is_sound {
            self.found.truncate(before);
            let culprit = format!("the lint `{}`", LINTS[lint].name);
            self.found.push(internal_error(&culprit, self.source));
        }
    }

    /// The release of NixOS, if it is known.
    pub fn release(&self) -> Option<Release> {
        self.config.release
    }

    /// The versions of systemd that the machine may have.
    pub fn versions(&self) -> Versions {
        let said = self.config.systemd_version.map(Versions::only);
        said.unwrap_or_else(|| Versions::of(self.config.release))
    }

    /// The options of the running lint, of the type that it declares.
    pub(crate) fn options<T: LintOptions + Clone>(&self) -> T {
        self.config.options(self.lint).cloned().unwrap_or_default()
    }

    /// The text of the file.
    pub fn text(&self) -> &'a str {
        &self.source.text
    }

    /// Begins a finding of the running lint.
    pub fn report(&mut self, range: TextRange, message: impl Into<String>) -> Report<'_> {
        Report::new(self.config, self.lint, self.source, range, message.into(), self.found)
    }
}

/// A finding under construction; nothing is reported before [`Report::emit`].
#[must_use = "call `emit` to report the finding"]
pub struct Report<'a> {
    diagnostic: Diagnostic,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    fn new(
        config: &Config,
        lint: usize,
        source: &SourceFile,
        range: TextRange,
        message: String,
        found: &'a mut Vec<Diagnostic>,
    ) -> Report<'a> {
        let diagnostic = Diagnostic {
            file: source.id,
            range,
            lint: LINTS[lint].name,
            severity: config.level_in(&source.config_path, lint).unwrap_or(LINTS[lint].severity),
            message,
            help: None,
            related: Vec::new(),
            tags: Vec::new(),
            fixes: Vec::new(),
        };
        Report { diagnostic, found }
    }

    /// What to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// A second place, in this file or in another.
    pub fn related(
        mut self,
        source: &SourceFile,
        range: TextRange,
        message: impl Into<String>,
    ) -> Self {
        self.diagnostic.related.push(Related { file: source.id, range, message: message.into() });
        self
    }

    /// A way to mend it, if there is one. The first is the preferred one.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.diagnostic.fixes.extend(fix.into());
        self
    }

    /// How editors show it.
    pub fn tag(mut self, tag: Tag) -> Self {
        self.diagnostic.tags.push(tag);
        self
    }

    /// Another severity than the lint's own, unless the configuration sets one.
    pub fn severity(mut self, severity: Severity) -> Self {
        let own =
            LINTS.iter().find(|lint| lint.name == self.diagnostic.lint).map(|lint| lint.severity);
        if own == Some(self.diagnostic.severity) {
            self.diagnostic.severity = severity;
        }
        self
    }

    /// Reports it.
    pub fn emit(self) {
        self.found.push(self.diagnostic);
    }
}

/// A bug in cfglint, as a finding.
pub(crate) fn internal_error(culprit: &str, source: &SourceFile) -> Diagnostic {
    Diagnostic {
        file: source.id,
        range: TextRange::default(),
        lint: "internal-error",
        severity: Severity::Error,
        message: format!("{culprit} failed on this file"),
        help: Some("this is a bug in cfglint; please report it with the file".to_owned()),
        related: Vec::new(),
        tags: Vec::new(),
        fixes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::memory::Tracked;
    use crate::{Analysis, Config, FileId, LINTS, LintContext, ProjectContext, SourceFile};
    use cfglint_syntax::TextRange;

    #[test]
    fn a_lint_that_panics_is_one_finding() {
        let source = SourceFile::new(FileId(0), "a.nix", "{ }");
        let config = Config::default();
        let report = Analysis::new(Arc::new(config.clone())).file(&source);
        let parse = cfglint_syntax::parse(&source.text);
        let mut found = Vec::new();
        let mut cx = LintContext::new(&config, &source, parse.root(), &report.module, &mut found);
        cx.run(0, |cx| {
            cx.report(TextRange::default(), "half of the truth").emit();
            panic!("a bug of the lint, as this test wants it");
        });
        cx.run(0, |cx| cx.report(TextRange::default(), "the next lint still runs").emit());
        let messages: Vec<_> = found.iter().map(|it| (it.lint, &*it.message)).collect();
        let name = LINTS[0].name;
        let failed = format!("the lint `{name}` failed on this file");
        let expected = [("internal-error", &*failed), (name, "the next lint still runs")];
        assert_eq!(messages, expected);
    }

    #[test]
    fn a_lint_of_the_project_that_panics_is_one_finding() {
        let source = SourceFile::new(FileId(0), "a.nix", "{ }");
        let config = Config::default();
        let reports = [Analysis::new(Arc::new(config.clone())).file(&source)];
        let tracked = Tracked::new(&reports);
        let mut cx = ProjectContext::new(&config, &reports, &tracked);
        let is_sound = cx.run(0, |_| panic!("a bug of the lint, as this test wants it"));
        let lints: Vec<_> = cx.take_found().iter().map(|it| it.diagnostic.lint).collect();
        assert_eq!((is_sound, lints), (false, vec!["internal-error"]));
    }
}
