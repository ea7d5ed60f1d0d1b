//! Command lines of units: what lints ask of them, and how they mend them.

use std::ops::Range;

use cfglint_syntax::ast::{AstNode, Lambda};
use cfglint_syntax::{Node, SyntaxKind, TextRange};

use super::lines;
use crate::systemd::exec_line::Suspicion;
use crate::unit_files::{Assignment, SettingLines};
use crate::{Fix, Indel, LintContext, TextEdit};

/// Reports those suspicions of a value that are the lint's, with the fix that each of them proposes.
pub(crate) fn check_suspicions(
    cx: &mut LintContext<'_>,
    lines: &SettingLines<'_>,
    is_mine: impl Fn(&Suspicion, &str) -> bool,
) {
    for (line, value, suspicions) in lines.suspicions(cx.versions()) {
        for suspicion in suspicions.iter().filter(|it| is_mine(it, value)) {
            if lines::counts(cx, lines) {
                let edit = edit_value(cx, line, &suspicion.edits);
                report(cx, line, suspicion, edit);
            }
        }
    }
}

/// Reports one suspicion.
pub(crate) fn report(
    cx: &mut LintContext<'_>,
    line: &Assignment<'_>,
    suspicion: &Suspicion,
    edit: Option<TextEdit>,
) {
    let range = line.source_range(cx.root, suspicion.range.clone());
    let fix = edit.map(|edit| {
        let title = suspicion.help.as_deref().unwrap_or("Write what was meant");
        let (first, rest) = title.split_at(1);
        Fix::risky(format!("{}{rest}", first.to_uppercase()), cx.source.id, edit)
    });
    let report = cx.report(range, suspicion.message.as_str()).fix(fix);
    match &suspicion.help {
        Some(help) => report.help(help.as_str()).emit(),
        None => report.emit(),
    }
}

/// Replaces parts of a value (bytes) by other text, where the definition itself spells them out.
pub(crate) fn edit_value(
    cx: &LintContext<'_>,
    line: &Assignment<'_>,
    edits: &[(Range<usize>, String)],
) -> Option<TextEdit> {
    let value = line.value.as_deref()?;
    if edits.is_empty() || line.is_shared {
        return None;
    }
    let indel = |(range, new): &(Range<usize>, String)| {
        // What is inserted stands before the next character.
        let end = match range.is_empty() {
            true => range.start + value[range.start..].chars().next()?.len_utf8(),
            false => range.end,
        };
        let old = &value[range.start..end];
        let source = line.source_range(cx.root, range.start..end);
        let kind = string_kind(cx.root, source)?;
        let is_plain = kind == SyntaxKind::STRING;
        let written = &cx.text()[source];
        let is_exact = written == old || is_plain && written == old.replace('\\', "\\\\");
        if !is_exact || !line.definition.place.statement.contains_range(source) {
            return None;
        }
        let insert = if is_plain { in_string(new) } else { in_indented(new)? };
        let delete = if range.is_empty() { TextRange::empty(source.start()) } else { source };
        Some(Indel { delete, insert })
    };
    TextEdit::from_indels(edits.iter().map(indel).collect::<Option<Vec<_>>>()?)
}

/// The kind of the string that these bytes are text of.
fn string_kind(root: Node<'_>, range: TextRange) -> Option<SyntaxKind> {
    let kind = root.covering(range).kind();
    matches!(kind, SyntaxKind::STRING | SyntaxKind::IND_STRING).then_some(kind)
}

fn in_string(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace("${", "\\${")
}

fn in_indented(text: &str) -> Option<String> {
    (!text.contains("''")).then(|| text.replace("${", "''${"))
}

/// Whether a function around this place has an argument of this name.
pub(crate) fn has_argument(root: Node<'_>, place: TextRange, name: &str) -> bool {
    let mut node = root;
    loop {
        if let Some(pattern) = Lambda::cast(node).and_then(Lambda::pattern)
            && pattern.entries().any(|it| it.name().is_some_and(|it| it.text() == name))
        {
            return true;
        }
        match node.child_around(place) {
            Some(inner) => node = inner,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests;
