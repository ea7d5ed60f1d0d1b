//! The fixture language: Nix text with markers for the findings that are expected in it.
//!
//! ```text
//! { systemd.services.a.serviceConfig.StandardOutput = "syslog"; }
//! #                                  ^^^^^^^^^^^^^^ warning: …
//! #                                  | help: …
//! #-- fix
//! { systemd.services.a.serviceConfig.StandardOutput = "journal"; }
//! ```
//!
//! Marker lines are taken out before the text is parsed: in Nix a comment line inside `''…''` is
//! text. `#-- name.nix` begins another file, `#-- config` a `cfglint.toml`, `#-- lints: a, b`
//! switches on more lints; `#-- fix` and `#-- unsafe fix` give the first file's text after all
//! safe fixes, and after all fixes. No such section: no such fix may be offered.

mod changed;
mod elsewhere;
mod fixture;
mod plain;
mod untouched;

use std::path::Path;
use std::sync::Arc;

use crate::{
    Analysis, Applicability, Check, Config, ConfigFile, Diagnostic, Disk, FileId, FileReport,
    FixAvailability, Found, Lint, Memory, Overrides, Share, SourceFile, fix_files, leads_nowhere,
};
use fixture::{Fixture, Marker};
pub use plain::expect_plain;

/// Checks one case of one lint.
///
/// # Panics
/// If the case does not hold.
#[track_caller]
pub fn check(lint: &'static Lint, text: &str) {
    let fixture = Fixture::parse(text);
    let mut only = vec![lint.name.to_owned()];
    only.extend(fixture.lints.iter().cloned());
    let overrides = Overrides { only, ..Overrides::default() };
    let config = ConfigFile::parse(fixture.config.as_str(), "cfglint.toml")
        .and_then(|file| file.resolve(&overrides))
        .unwrap_or_else(|error| panic!("the configuration of this case is wrong: {error}"));
    let analysis = Analysis::new(Arc::new(config));
    let files = sources(&fixture.files);
    let found = findings(&analysis, &files);
    compare(&files, &found, &fixture.markers);
    expect_fixes(&analysis, lint, &files, &found, &fixture);
    positions_hold(&analysis, &fixture, &found);
    plain::check_beside(&analysis, lint.name, &files);
    elsewhere::check(&analysis, &files);
}

/// The findings of one lint in one text. For documentation tests.
pub fn findings_of(lint: &'static Lint, text: &str) -> Vec<Diagnostic> {
    // What the engine says of allow comments depends on the lints that they name.
    let only = match lint.check {
        Check::Engine => Vec::new(),
        _ => vec![lint.name.to_owned()],
    };
    let overrides = Overrides { only, ..Overrides::default() };
    let config = Config::from_overrides(&overrides).unwrap_or_default();
    findings(
        &Analysis::new(Arc::new(config)),
        &sources(&[("module.nix".to_owned(), text.to_owned())]),
    )
}

/// The text after all fixes of one lint up to `limit`. For documentation tests.
pub fn fixed_by(lint: &'static Lint, text: &str, limit: Applicability) -> String {
    let overrides = Overrides { only: vec![lint.name.to_owned()], ..Overrides::default() };
    let config = Config::from_overrides(&overrides).unwrap_or_default();
    let files = sources(&[("module.nix".to_owned(), text.to_owned())]);
    let outcome = fix_files(&Analysis::new(Arc::new(config)), &files, limit);
    outcome.changed.get(&FileId(0)).map_or_else(|| text.to_owned(), |text| text.to_string())
}

fn sources(files: &[(String, String)]) -> Vec<SourceFile> {
    files
        .iter()
        .zip(0..)
        .map(|((name, text), id)| SourceFile::new(FileId(id), name.as_str(), text.as_str()))
        .collect()
}

fn findings(analysis: &Analysis, files: &[SourceFile]) -> Vec<Diagnostic> {
    let mut reports: Vec<_> = files
        .iter()
        .map(|file| {
            let parse = cfglint_syntax::parse(&file.text);
            let text: String = parse.root().all_tokens().map(|token| token.text()).collect();
            assert_eq!(text, *file.text, "the tree must hold every byte");
            let mut report =
                analysis.parsed_file(file, &parse, &cfglint_syntax::Checked::new(&parse));
            report.missing_imports = missing_imports(&report, files);
            report
        })
        .collect();
    let found = analysis.workspace(&reports);
    let for_findings = files.iter().map(|file| {
        let report = analysis.file_for_findings(file);
        FileReport { missing_imports: missing_imports(&report, files), ..report }
    });
    let for_findings: Vec<_> = for_findings.collect();
    assert_eq!(analysis.workspace(&for_findings), found, "without the models of plain files");
    let shares = Share::ALL.map(|share| analysis.joined(&reports, share));
    assert_eq!(analysis.together(&reports, shares).0, found, "by lints that were shared out");
    plain::check(analysis, files);
    check_memory(analysis, &mut reports);
    reports.iter().for_each(|report| changed::check(analysis, report));
    found
}

/// Changes one file after another and back, and compares what is said with and without a memory.
fn check_memory(analysis: &Analysis, reports: &mut [FileReport]) {
    let mut memory = Memory::default();
    analysis.workspace_again(reports, &mut memory, &[]);
    for place in 0..reports.len() {
        let before = reports[place].clone();
        let texts = ["{ }".to_owned(), format!("\n{}", before.source.text)];
        let changed = texts.map(|text| {
            let source = SourceFile { text: text.into(), ..before.source.clone() };
            analysis.file_again(&source, &before)
        });
        for report in changed.into_iter().chain([before]) {
            reports[place] = report;
            analysis.workspace_again(reports, &mut memory, &[place]);
            let fresh = analysis.workspace(reports);
            assert_eq!(memory.all(reports), fresh, "with and without a memory");
        }
    }
}

/// The imports of a file that lead nowhere, if `files` are all that there is.
fn missing_imports(report: &FileReport, files: &[SourceFile]) -> Vec<Box<str>> {
    let root = Path::new("/case");
    let path = root.join(&*report.source.name);
    let imports = report.module.imports.iter().filter_map(|import| import.path.clone());
    let folder = path.parent().unwrap_or(root);
    imports.filter(|written| leads_nowhere(folder, root, written, &CaseDisk(files))).collect()
}

struct CaseDisk<'a>(&'a [SourceFile]);

impl Disk for CaseDisk<'_> {
    fn look(&self, path: &Path) -> Found {
        let Ok(path) = path.strip_prefix("/case") else { return Found::Unclear };
        let is_inside = |file: &&SourceFile| Path::new(&*file.name).starts_with(path);
        match self.0.iter().find(is_inside) {
            Some(file) if Path::new(&*file.name) == path => Found::File,
            Some(_) => Found::Folder,
            None => Found::Nothing,
        }
    }

    fn read(&self, _: &Path) -> Option<String> {
        None
    }
}

#[track_caller]
fn compare(files: &[SourceFile], found: &[Diagnostic], markers: &[Marker]) {
    let mut left: Vec<&Marker> = markers.iter().collect();
    let mut unexpected = Vec::new();
    for diagnostic in found {
        let text = &files[diagnostic.file.0 as usize].text;
        match left.iter().position(|marker| marker.fits(diagnostic, text)) {
            Some(index) => {
                left.remove(index);
            }
            None => unexpected.push(fixture::show(diagnostic, text)),
        }
    }
    assert!(
        unexpected.is_empty() && left.is_empty(),
        "unexpected findings:\n{}\nexpected and missing:\n{left:#?}",
        unexpected.join("\n"),
    );
}

#[track_caller]
fn expect_fixes(
    analysis: &Analysis,
    lint: &Lint,
    files: &[SourceFile],
    found: &[Diagnostic],
    fixture: &Fixture,
) {
    let ours = || found.iter().filter(|diagnostic| diagnostic.lint == lint.name);
    match lint.fix {
        FixAvailability::None => {
            assert!(ours().all(|it| it.fixes.is_empty()), "this lint declares no fix")
        }
        FixAvailability::Always => {
            assert!(ours().all(|it| !it.fixes.is_empty()), "this lint declares a fix always")
        }
        FixAvailability::Sometimes => {}
    }
    for (limit, expected) in
        [(Applicability::Safe, &fixture.fixed), (Applicability::Unsafe, &fixture.unsafe_fixed)]
    {
        let outcome = fix_files(analysis, files, limit);
        assert!(outcome.converged, "fixing goes on for ever");
        let text = |id| outcome.changed.get(&FileId(id)).map(|text| text.to_string());
        match (expected, limit) {
            (Some(expected), _) => {
                let got = text(0).unwrap_or_else(|| "(no fix)".to_owned());
                assert!(got == *expected, "after fixing:\n{got}\nexpected:\n{expected}");
            }
            (None, Applicability::Unsafe) if fixture.fixed.is_some() => {}
            (None, _) => {
                let offered: Vec<_> = found
                    .iter()
                    .filter(|it| it.lint != "syntax-error")
                    .flat_map(|it| &it.fixes)
                    .filter(|fix| fix.applicability <= limit)
                    .map(|fix| &fix.title)
                    .collect();
                assert!(offered.is_empty(), "unexpected fixes: {offered:?}\n{:?}", outcome.changed);
            }
        }
        for file in files {
            if let Some(new) = outcome.changed.get(&file.id) {
                let comments = |text: &str| {
                    let parse = cfglint_syntax::parse(text);
                    let comments = parse
                        .root()
                        .all_tokens()
                        .filter(|it| it.kind() == cfglint_syntax::SyntaxKind::COMMENT);
                    comments.map(|it| it.text().to_owned()).collect::<Vec<_>>()
                };
                assert_eq!(comments(&file.text), comments(new), "a fix must keep comments");
                untouched::assert_untouched(&file.text, new);
            }
        }
    }
}

/// The same findings on the same lines, with other line ends and with text of several bytes in front.
#[track_caller]
fn positions_hold(analysis: &Analysis, fixture: &Fixture, found: &[Diagnostic]) {
    type Change = fn(&str) -> String;
    let changes: [(Change, usize); 2] =
        [(|text| text.replace('\n', "\r\n"), 0), (|text| format!("# für Ümläute\n{text}"), 1)];
    let lines = |found: &[Diagnostic],
                 files: &[SourceFile],
                 shift: usize|
     -> Vec<(u32, usize, &'static str)> {
        let line = |it: &Diagnostic| {
            files[it.file.0 as usize].text[..it.range.start().into()].matches('\n').count()
        };
        found.iter().map(|it| (it.file.0, line(it) - shift.min(line(it)), it.lint)).collect()
    };
    let original = lines(found, &sources(&fixture.files), 0);
    for (change, shift) in changes {
        let files: Vec<_> =
            fixture.files.iter().map(|(name, text)| (name.clone(), change(text))).collect();
        let files = sources(&files);
        let changed = findings(analysis, &files);
        assert_eq!(
            original,
            lines(&changed, &files, shift),
            "findings must not depend on line ends or on bytes before"
        );
    }
}
