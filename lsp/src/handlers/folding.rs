//! What can be folded: sets, lists, `let`s, arguments, texts, calls in parentheses and comments.

use cfglint_syntax::{SyntaxKind, TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::{File, Navigation};

/// Everything that goes over more than one line, by place.
pub(crate) fn folding_range(
    cx: &Navigation<'_>,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let client = cx.client();
    let mut folds: Vec<FoldingRange> = Vec::new();
    for (range, kind) in nodes(&file).into_iter().chain(comments(&file)) {
        let (start, end) = (file.position(range.start()), file.position(range.end()));
        let is_comment = kind == Some(FoldingRangeKind::Comment);
        // The line of a closing bracket stays in sight where whole lines are folded.
        let end_line = match client.folds_lines && !is_comment {
            true => end.line.saturating_sub(1),
            false => end.line,
        };
        if end_line <= start.line {
            continue;
        }
        folds.push(FoldingRange {
            start_line: start.line,
            start_character: (!client.folds_lines).then_some(start.character),
            end_line,
            end_character: (!client.folds_lines).then_some(end.character),
            kind,
            collapsed_text: None,
        });
    }
    folds.sort_by_key(|it| (it.start_line, std::cmp::Reverse(it.end_line)));
    if client.folds_lines {
        // Of two that begin in one line a client takes one; the larger one is first.
        folds.dedup_by_key(|it| it.start_line);
    }
    folds.truncate(client.fold_limit.map_or(usize::MAX, |limit| limit as usize));
    Ok(Some(folds))
}

fn nodes(file: &File) -> Vec<(TextRange, Option<FoldingRangeKind>)> {
    let mut found = Vec::new();
    for node in file.root().descendants() {
        let (open, close) = match node.kind() {
            SyntaxKind::ATTR_SET | SyntaxKind::LEGACY_LET | SyntaxKind::PATTERN => {
                (SyntaxKind::L_BRACE, SyntaxKind::R_BRACE)
            }
            SyntaxKind::LIST => (SyntaxKind::L_BRACKET, SyntaxKind::R_BRACKET),
            SyntaxKind::PAREN => (SyntaxKind::L_PAREN, SyntaxKind::R_PAREN),
            SyntaxKind::LET_IN => (SyntaxKind::LET_KW, SyntaxKind::IN_KW),
            SyntaxKind::STRING => (SyntaxKind::STRING_START, SyntaxKind::STRING_END),
            SyntaxKind::IND_STRING => (SyntaxKind::IND_STRING_START, SyntaxKind::IND_STRING_END),
            _ => continue,
        };
        if let (Some(open), Some(close)) = (node.token(open), node.token(close)) {
            let range = TextRange::new(open.range().end(), close.range().start());
            let is_imports = node.kind() == SyntaxKind::LIST && is_value_of_imports(file, range);
            found.push((range, is_imports.then_some(FoldingRangeKind::Imports)));
        }
    }
    found
}

/// Whether a list is that of `imports = [ … ]`.
fn is_value_of_imports(file: &File, list: TextRange) -> bool {
    let before = &file.text[..usize::from(list.start())];
    let before = before.trim_end_matches('[').trim_end().strip_suffix('=');
    before.is_some_and(|before| {
        let before = before.trim_end().strip_suffix("imports");
        before.is_some_and(|it| !it.ends_with(|it: char| it.is_alphanumeric() || it == '_'))
    })
}

/// Comments of several lines, and lines of comments that follow each other.
fn comments(file: &File) -> Vec<(TextRange, Option<FoldingRangeKind>)> {
    let mut found: Vec<TextRange> = Vec::new();
    let mut run: Option<TextRange> = None;
    for token in file.root().all_tokens() {
        let range = token.range();
        match token.kind() {
            SyntaxKind::COMMENT if token.text().starts_with('#') && is_first(file, range) => {
                run = Some(run.map_or(range, |run| run.cover(range)));
                continue;
            }
            // An empty line ends a run.
            SyntaxKind::WHITESPACE if token.text().matches('\n').count() < 2 => continue,
            SyntaxKind::COMMENT if token.text().starts_with("/*") => found.push(range),
            _ => {}
        }
        found.extend(run.take());
    }
    found.extend(run);
    found.into_iter().map(|range| (range, Some(FoldingRangeKind::Comment))).collect()
}

/// Whether only white space stands before `range` in its line.
fn is_first(file: &File, range: TextRange) -> bool {
    let before = &file.text[..usize::from(range.start())];
    before[before.rfind('\n').map_or(0, |at| at + 1)..].trim().is_empty()
}

/// As many expressions around a place are told. Each is within the one before it in the message, and
/// many clients read no more than 128 levels.
const LEVELS: usize = 100;

/// The expressions around each position, from the innermost outwards.
pub(crate) fn selection_range(
    cx: &Navigation<'_>,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let selection = |position: &Position| {
        let mut ranges = around(&file, file.offset(*position));
        ranges.dedup();
        let outwards = ranges.into_iter().rev().take(LEVELS).rev();
        outwards.fold(None, |parent: Option<Box<SelectionRange>>, range| {
            Some(Box::new(SelectionRange { range: file.range(range), parent }))
        })
    };
    let found: Option<Vec<SelectionRange>> =
        params.positions.iter().map(|it| selection(it).map(|it| *it)).collect();
    Ok(found)
}

/// What encloses a place, outermost first. Of brackets also what is between them, of a text the
/// word under the cursor.
fn around(file: &File, offset: TextSize) -> Vec<TextRange> {
    let root = file.root();
    let mut ranges = vec![root.range()];
    let mut node = root;
    loop {
        if let Some(inside) = between_brackets(node).filter(|it| it.contains_inclusive(offset)) {
            ranges.push(inside);
        }
        // A place between two nodes belongs to that which begins there.
        let children: Vec<_> =
            node.children().filter(|it| it.range().contains_inclusive(offset)).collect();
        let Some(inner) = children.iter().rev().find(|it| !it.range().is_empty()) else { break };
        node = *inner;
        ranges.push(node.range());
    }
    let token = node.tokens().filter(|it| it.range().contains_inclusive(offset)).last();
    if let Some(token) = token.filter(|it| it.kind() != SyntaxKind::WHITESPACE) {
        ranges.push(token.range());
        let text = token.text();
        let at = usize::from(offset - token.range().start());
        let is_word = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
        let start = text[..at].rfind(|it| !is_word(it));
        let start = start.map_or(0, |it| it + text[it..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(|it| !is_word(it)).map_or(text.len(), |it| at + it);
        if start < end {
            let base = token.range().start();
            let size = |it: usize| TextSize::new(it as u32);
            ranges.push(TextRange::new(base + size(start), base + size(end)));
        }
    }
    ranges
}

fn between_brackets(node: cfglint_syntax::Node<'_>) -> Option<TextRange> {
    let kind = |it: &cfglint_syntax::Token<'_>| it.kind();
    let open = node.tokens().find(|it| {
        matches!(
            kind(it),
            SyntaxKind::L_BRACE
                | SyntaxKind::L_BRACKET
                | SyntaxKind::L_PAREN
                | SyntaxKind::STRING_START
                | SyntaxKind::IND_STRING_START
        )
    })?;
    let close = node.tokens().filter(|it| {
        matches!(
            kind(it),
            SyntaxKind::R_BRACE
                | SyntaxKind::R_BRACKET
                | SyntaxKind::R_PAREN
                | SyntaxKind::STRING_END
                | SyntaxKind::IND_STRING_END
        )
    });
    let close = close.last()?;
    (open.range().end() <= close.range().start())
        .then(|| TextRange::new(open.range().end(), close.range().start()))
}
