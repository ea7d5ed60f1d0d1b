//! `# cfglint: allow(…)` comments.

mod insertion;

use cfglint_syntax::{Node, SyntaxKind, TextRange, TextSize};
use line_index::LineIndex;
use serde::{Deserialize, Serialize};

pub use insertion::{add_allows, can_be_allowed};

use crate::config::lints_named;
use crate::{Diagnostic, LINTS, SourceFile};

/// The allow comments of one file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Allows {
    allows: Vec<Allow>,
    problems: Vec<(TextRange, String)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Allow {
    /// The name in the comment, a lint's or a group's.
    name: String,
    range: TextRange,
    /// The comment from the `)` on.
    rest: TextRange,
    /// Numbers of lints.
    lints: Vec<usize>,
    /// The bytes it speaks of; `None` for the whole file.
    lines: Option<TextRange>,
    /// What the comment says after `--`.
    reason: Option<String>,
}

/// A finding that a comment silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// The reason that the comment gives.
    pub reason: Option<String>,
}

/// The text of a comment that allows `lint`.
pub fn allow_comment(lint: &str) -> String {
    format!("# cfglint: allow({lint})")
}

impl Allows {
    pub(crate) fn read(root: Node<'_>, source: &SourceFile) -> Allows {
        let mut allows = Allows::default();
        if !source.text.contains("cfglint:") {
            return allows;
        }
        let lines = LineIndex::new(&source.text);
        let mut in_head = true;
        for token in root.all_tokens() {
            match token.kind() {
                SyntaxKind::COMMENT => {
                    let lines = |range| allowed_lines(range, root, source, &lines);
                    allows.comment(token.text(), token.range(), lines, in_head)
                }
                SyntaxKind::WHITESPACE => {}
                _ => in_head = false,
            }
        }
        allows
    }

    fn comment(
        &mut self,
        comment: &str,
        range: TextRange,
        allowed_lines: impl Fn(TextRange) -> TextRange,
        in_head: bool,
    ) {
        let body = comment.trim_start_matches(['#', '/', '*']).trim_start();
        let Some(directive) = body.strip_prefix("cfglint:") else {
            return;
        };
        let directive = directive.trim_start();
        let (whole_file, names) = match directive.split_once('(') {
            Some((word, rest)) if word.trim() == "allow" => (false, rest),
            Some((word, rest)) if word.trim() == "allow-file" => (true, rest),
            _ => {
                let message = "this comment says neither `allow(…)` nor `allow-file(…)`";
                return self.problems.push((range, message.to_owned()));
            }
        };
        let Some((names, rest)) = names.split_once(')') else {
            return self
                .problems
                .push((range, "the `)` of this allow comment is missing".to_owned()));
        };
        if whole_file && !in_head {
            let message = "`allow-file` counts only in the head of a file, before any code";
            return self.problems.push((range, message.to_owned()));
        }
        let reason = reason(rest);
        let scope = (!whole_file).then(|| allowed_lines(range));
        let before_end = names.as_ptr() as usize + names.len() - comment.as_ptr() as usize;
        let rest = TextRange::new(range.start() + TextSize::new(before_end as u32), range.end());
        if names.trim().is_empty() {
            return self.problems.push((range, "this allow comment names no lint".to_owned()));
        }
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let before = name.as_ptr() as usize - comment.as_ptr() as usize;
            let start = range.start() + TextSize::new(before as u32);
            let at = TextRange::at(start, TextSize::of(name));
            match lints_named(name) {
                Ok(lints) => self.allows.push(Allow {
                    name: name.to_owned(),
                    range: at,
                    rest,
                    lints,
                    lines: scope,
                    reason: reason.clone(),
                }),
                Err(unknown) => self.problems.push((at, unknown.sentence())),
            }
        }
    }

    /// The reason for which a finding is allowed, if it is. `used` remembers which comments silenced
    /// something.
    pub(crate) fn cover(
        &self,
        diagnostic: &Diagnostic,
        used: &mut Vec<bool>,
    ) -> Option<Option<&str>> {
        used.resize(self.allows.len(), false);
        let mut covered = None;
        for (allow, used) in self.allows.iter().zip(used) {
            let start = diagnostic.range.start();
            let here = allow.lines.is_none_or(|lines| {
                lines.contains(start) || (lines.is_empty() && lines.start() == start)
            });
            if here && allow.lints.iter().any(|&index| LINTS[index].name == diagnostic.lint) {
                *used = true;
                let reason = allow.reason.as_deref();
                covered = Some(covered.flatten().or(reason));
            }
        }
        covered
    }

    /// Comments that silence nothing, and those that say nothing.
    pub(crate) fn complaints(
        &self,
        used: &[bool],
        is_enabled: impl Fn(&str) -> bool,
    ) -> Vec<(TextRange, String)> {
        let is_unused = |index: &usize| !used.get(*index).copied().unwrap_or(false);
        let unused = (0..self.allows.len())
            .filter(is_unused)
            .map(|index| &self.allows[index])
            .filter(|allow| allow.lints.iter().all(|&index| is_enabled(LINTS[index].name)));
        let unused = unused.map(|allow| {
            (allow.range, format!("`{}` is allowed here, but nothing here needs it", allow.name))
        });
        self.problems.iter().cloned().chain(unused).collect()
    }
}

/// What stands behind `--` after the names of an allow comment.
fn reason(rest: &str) -> Option<String> {
    let reason = rest.trim_start().strip_prefix("--")?.trim_end();
    let reason = reason.strip_suffix("*/").unwrap_or(reason).trim();
    (!reason.is_empty()).then(|| reason.to_owned())
}

/// The line of the comment, the next one with code if the comment stands alone, and all of a string
/// that begins there: a comment in it would be text.
fn allowed_lines(
    range: TextRange,
    root: Node<'_>,
    source: &SourceFile,
    lines: &LineIndex,
) -> TextRange {
    let text = &source.text;
    let start = text[..range.start().into()].rfind('\n').map_or(0, |at| at + 1);
    let alone = text[start..range.start().into()].trim().is_empty();
    let first = lines.line_col(range.start()).line;
    let mut line = lines.line_col(range.end()).line;
    if alone {
        // Comments may follow one another; the first line with code is meant.
        while let Some(next) = lines.line(line + 1) {
            line += 1;
            let content = text[usize::from(next.start())..usize::from(next.end())].trim();
            if !content.is_empty() && !content.starts_with('#') {
                break;
            }
        }
    }
    let end = lines.line(line).map_or(TextSize::of(&**text), |range| range.end());
    let start = lines.line(first).map_or(TextSize::new(0), |range| range.start());
    let string = insertion::outermost_string(root, end).filter(|string| string.start() >= start);
    TextRange::new(start, string.map_or(end, |string| string.end()))
}

#[cfg(test)]
mod tests;
