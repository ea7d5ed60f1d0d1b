//! Makes a module smaller that shows a disagreement.

use std::path::Path;

use cfglint_syntax::TextRange;

use crate::Program;
use crate::compare::Finding;

/// How many smaller modules are tried at most.
const TRIES: usize = 120;
/// As many are asked of Nix at once.
const ROUND: usize = 8;

/// A smaller text that still shows a finding of the same sort.
pub(crate) fn reduce(text: &str, findings: &[Finding], stub: &Path) -> String {
    let Some(sort) = findings.first().map(|it| it.sort) else {
        return text.to_owned();
    };
    let mut text = text.to_owned();
    let (mut from, mut tries) = (0, 0);
    while tries < TRIES {
        let candidates: Vec<Program> = smaller(&text)
            .skip(from)
            .take(ROUND)
            .map(|text| Program { name: String::new(), text })
            .collect();
        if candidates.is_empty() {
            break;
        }
        tries += candidates.len();
        let reports = crate::reports(&candidates, stub);
        let shows = reports.into_iter().position(|report| {
            report.is_some_and(|it| it.findings.iter().any(|finding| finding.sort == sort))
        });
        match shows {
            Some(index) => {
                text.clone_from(&candidates[index].text);
                // What did not help before will hardly help now.
                from += index;
            }
            None => from += candidates.len(),
        }
    }
    text
}

/// The text without one node, or with one node in place of the one around it.
fn smaller(text: &str) -> impl Iterator<Item = String> {
    let parse = cfglint_syntax::parse(text);
    let mut edits: Vec<(TextRange, String)> = Vec::new();
    for node in parse.root().descendants() {
        edits.push((node.range(), String::new()));
        for child in node.children() {
            edits.push((node.range(), text[child.range()].to_owned()));
        }
    }
    // Large steps first.
    edits.sort_by_key(|(range, new)| new.len().saturating_sub(usize::from(range.len())));
    edits.sort_by_key(|(range, new)| std::cmp::Reverse(usize::from(range.len()) - new.len()));
    let text = text.to_owned();
    edits.into_iter().filter_map(move |(range, new)| {
        let mut smaller = text.clone();
        smaller.replace_range(usize::from(range.start())..usize::from(range.end()), &new);
        (smaller.len() < text.len() && is_module(&smaller)).then_some(smaller)
    })
}

fn is_module(text: &str) -> bool {
    let parse = cfglint_syntax::parse(text);
    let problems = cfglint_syntax::check(&parse);
    text.starts_with('{') && problems.syntax.is_empty() && problems.undefined.is_empty()
}
