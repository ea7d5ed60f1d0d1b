//! Reading a case.

use crate::Diagnostic;

#[derive(Debug, Default)]
pub(super) struct Fixture {
    pub(super) files: Vec<(String, String)>,
    pub(super) markers: Vec<Marker>,
    pub(super) config: String,
    pub(super) lints: Vec<String>,
    pub(super) fixed: Option<String>,
    pub(super) unsafe_fixed: Option<String>,
}

/// An expected finding.
#[derive(Debug)]
pub(super) struct Marker {
    file: usize,
    /// Counted from 0.
    line: usize,
    /// In characters, from 0.
    column: usize,
    width: usize,
    /// `warning: message`
    title: String,
    help: Option<String>,
}

enum Section {
    File,
    Config,
    Fixed,
    UnsafeFixed,
}

impl Fixture {
    pub(super) fn parse(text: &str) -> Fixture {
        let text = text.strip_prefix('\n').unwrap_or(text);
        let mut fixture = Fixture::default();
        let mut section = Section::File;
        fixture.files.push(("module.nix".to_owned(), String::new()));
        for line in text.split_inclusive('\n') {
            if let Some(title) = line.trim_end().strip_prefix("#-- ") {
                section = fixture.section(title);
                continue;
            }
            let target = match section {
                Section::File => {
                    if fixture.marker(line) {
                        continue;
                    }
                    fixture.files.last_mut().map(|(_, text)| text)
                }
                Section::Config => Some(&mut fixture.config),
                Section::Fixed => fixture.fixed.as_mut(),
                Section::UnsafeFixed => fixture.unsafe_fixed.as_mut(),
            };
            if let Some(target) = target {
                target.push_str(line);
            }
        }
        fixture.files.retain(|(_, text)| !text.trim().is_empty());
        fixture
    }

    fn section(&mut self, title: &str) -> Section {
        match title {
            "config" => Section::Config,
            "fix" => {
                self.fixed = Some(String::new());
                Section::Fixed
            }
            "unsafe fix" => {
                self.unsafe_fixed = Some(String::new());
                Section::UnsafeFixed
            }
            _ => {
                if let Some(lints) = title.strip_prefix("lints: ") {
                    self.lints.extend(lints.split(", ").map(str::to_owned));
                } else {
                    let is_empty =
                        self.files.last().is_some_and(|(_, text)| text.trim().is_empty());
                    if is_empty {
                        self.files.pop();
                    }
                    self.files.push((title.to_owned(), String::new()));
                }
                Section::File
            }
        }
    }

    /// Whether the line is a marker; if so, it is noted.
    fn marker(&mut self, line: &str) -> bool {
        let line = line.trim_end();
        let Some(rest) = line.trim_start().strip_prefix('#') else {
            return false;
        };
        let rest = rest.trim_start();
        if rest.starts_with('^') {
            let column = line.chars().take_while(|it| *it != '^').count();
            let width = rest.chars().take_while(|it| *it == '^').count();
            let text = self.files.last().map_or("", |(_, text)| text);
            self.markers.push(Marker {
                file: self.files.len() - 1,
                line: text.matches('\n').count().saturating_sub(1),
                column,
                width,
                title: rest.trim_start_matches('^').trim().to_owned(),
                help: None,
            });
            return true;
        }
        match (rest.strip_prefix("| help: "), self.markers.last_mut()) {
            (Some(help), Some(marker)) => {
                marker.help = Some(help.to_owned());
                true
            }
            _ => false,
        }
    }
}

impl Marker {
    pub(super) fn fits(&self, diagnostic: &Diagnostic, text: &str) -> bool {
        let (line, column) = position(text, diagnostic.range.start().into());
        let covered =
            &text[usize::from(diagnostic.range.start())..usize::from(diagnostic.range.end())];
        let first_line = covered.lines().next().unwrap_or_default();
        let title = format!("{}: {}", diagnostic.severity.name(), diagnostic.message);
        self.file == diagnostic.file.0 as usize
            && (self.line, self.column) == (line, column)
            && self.width == first_line.chars().count().max(1)
            && self.title == title
            && (self.help.is_none() || self.help == diagnostic.help)
    }
}

fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count(), before[start..].chars().count())
}

pub(super) fn show(diagnostic: &Diagnostic, text: &str) -> String {
    let (line, column) = position(text, diagnostic.range.start().into());
    let covered = &text[usize::from(diagnostic.range.start())..usize::from(diagnostic.range.end())];
    let (severity, message) = (diagnostic.severity.name(), &diagnostic.message);
    format!(
        "{}:{line}:{column} `{covered}` {severity}: {message} (help: {:?})",
        diagnostic.file.0, diagnostic.help
    )
}
