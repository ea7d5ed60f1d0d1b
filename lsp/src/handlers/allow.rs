//! The comment that allows a finding.

use cfglint_lints::{Diagnostic, Indel, SourceFile, TextEdit, allow_comment, by_name};
use cfglint_syntax::{SyntaxKind, TextRange, TextSize, parse};

use crate::project::Project;
use crate::report::ProjectFile;

/// The edit that puts an allow comment above a finding.
///
/// A finding may lie within a string of several lines, where a comment would be text; then the
/// comment goes above the statement. Either way the result is linted, and nothing is offered that
/// does not make the finding disappear.
pub(crate) fn allow(
    project: &Project,
    document: &ProjectFile,
    finding: &Diagnostic,
) -> Option<TextEdit> {
    by_name(finding.lint)?;
    if matches!(finding.lint, "syntax-error" | "unused-allow") {
        return None;
    }
    let text = document.text();
    let lines = places(text, finding.range.start());
    lines.into_iter().find_map(|line| {
        let insertion = Insertion::above(text, line, finding.lint);
        insertion.silences(finding, project, document).then(|| insertion.edit())
    })
}

/// Starts of lines above which the comment may go: that of the finding, and that of the outermost
/// string around it.
fn places(text: &str, finding: TextSize) -> Vec<usize> {
    let line_start = |at: TextSize| text[..usize::from(at)].rfind('\n').map_or(0, |at| at + 1);
    let mut places = vec![line_start(finding)];
    let root = parse(text).syntax_node();
    let token = root.token_at_offset(finding).right_biased();
    let ancestors = token.iter().flat_map(|token| token.parent_ancestors());
    let is_string = |kind| matches!(kind, SyntaxKind::STRING | SyntaxKind::IND_STRING);
    let strings = ancestors.filter(|node| is_string(node.kind()));
    if let Some(string) = strings.last() {
        let statement = string.ancestors().find(|node| node.kind() == SyntaxKind::BINDING);
        places.push(line_start(statement.unwrap_or(string).text_range().start()));
    }
    places
}

struct Insertion {
    at: usize,
    indent: usize,
    line: String,
}

impl Insertion {
    fn above(text: &str, at: usize, lint: &str) -> Insertion {
        let rest = &text[at..];
        let indent = &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()];
        let line_end = match text.contains("\r\n") {
            true => "\r\n",
            false => "\n",
        };
        let line = format!("{indent}{}{line_end}", allow_comment(lint));
        Insertion { at, indent: indent.len(), line }
    }

    fn edit(&self) -> TextEdit {
        let at = TextRange::empty(TextSize::new(self.at as u32));
        TextEdit::from_indels(vec![Indel { delete: at, insert: self.line.clone() }])
            .unwrap_or_default()
    }

    fn silences(&self, finding: &Diagnostic, project: &Project, document: &ProjectFile) -> bool {
        let Some(new) = self.edit().apply(document.text()) else {
            return false;
        };
        let root = parse(&new).syntax_node();
        let place = TextSize::new((self.at + self.indent) as u32);
        let token = root.token_at_offset(place).right_biased();
        if !token
            .is_some_and(|it| it.kind() == SyntaxKind::COMMENT && it.text_range().start() == place)
        {
            return false;
        }
        let source = SourceFile { text: new.into(), ..document.source.clone() };
        let found = project.with(&source);
        let moved = match usize::from(finding.range.start()) >= self.at {
            true => finding.range + TextSize::of(&*self.line),
            false => finding.range,
        };
        let comment = TextRange::at(place, TextSize::of(self.line.trim()));
        found.iter().filter(|it| it.file == finding.file).all(|it| {
            let is_same = it.lint == finding.lint && it.range == moved;
            !is_same && !comment.contains_range(it.range)
        })
    }
}
