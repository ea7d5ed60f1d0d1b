//! What cfglint says of a module, and whether that is what is to be said.

use std::ops::Range;
use std::sync::Arc;

use cfglint_lints::{
    Analysis, Config, Diagnostic, FileId, Group, Overrides, Severity, SourceFile, by_name,
};

use crate::rows::{Row, VERSIONS, Verdict};

/// cfglint, for one version of systemd or for all that are supported.
pub(crate) struct Judge {
    pub(crate) version: Option<u16>,
    analysis: Analysis,
}

/// What it says of a module.
pub(crate) struct Finding {
    pub(crate) lint: &'static str,
    /// Whether it is about the directive that the row is about.
    pub(crate) is_about_it: bool,
    /// Whether it is more than a hint.
    pub(crate) is_warning: bool,
}

impl Judge {
    /// One that does not know the version, and one for each version.
    pub(crate) fn all() -> Vec<Judge> {
        let versions = std::iter::once(None).chain(VERSIONS.map(Some));
        versions.map(Judge::new).collect()
    }

    fn new(systemd_version: Option<u16>) -> Judge {
        let overrides = Overrides { systemd_version, ..Overrides::default() };
        let config = Config::from_overrides(&overrides).expect("these are settings");
        Judge { version: systemd_version, analysis: Analysis::new(Arc::new(config)) }
    }

    /// Whether systemd has something to say, and whether it is silent. Of a version that is not
    /// known both may be wrong.
    pub(crate) fn expected(&self, row: &Row) -> (bool, bool) {
        let of_version = |version: &u16| self.version.is_none_or(|it| it == *version);
        let verdicts = VERSIONS.iter().zip(row.verdicts).filter(|(it, _)| of_version(it));
        let mut verdicts = verdicts.map(|(_, verdict)| verdict);
        let complains = verdicts.clone().all(|it| it != Verdict::Silent);
        (complains, verdicts.all(|it| it == Verdict::Silent))
    }

    /// The findings of the lints about systemd.
    pub(crate) fn findings(&self, row: &Row, module: &str) -> Vec<Finding> {
        let source = SourceFile::new(FileId(0), "module.nix", module);
        let found = self.analysis.workspace(&[self.analysis.file(&source)]);
        let line = row.directive.as_deref().and_then(|it| line_of(module, it));
        let is_of_group =
            |it: &&Diagnostic| by_name(it.lint).is_some_and(|lint| lint.group == Group::Systemd);
        let finding = |it: &Diagnostic| Finding {
            lint: it.lint,
            is_about_it: line.as_ref().is_none_or(|line| line.contains(&it.range.start().into())),
            is_warning: it.severity != Severity::Hint,
        };
        found.iter().filter(is_of_group).map(finding).collect()
    }
}

/// Where the last line that sets a directive is.
fn line_of(module: &str, directive: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let mut found = None;
    for line in module.split_inclusive('\n') {
        let rest = line.trim_start().strip_prefix(directive).unwrap_or_default();
        if rest.trim_start().starts_with('=') {
            found = Some(start..start + line.len());
        }
        start += line.len();
    }
    found
}
