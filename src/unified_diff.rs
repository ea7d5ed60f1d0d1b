//! Unified diffs of fixes.

use std::borrow::Cow;

use similar::{ChangeTag, TextDiff};

/// The diff of a whole file as `patch` reads it.
pub(crate) fn of_file(name: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let name = name.trim_start_matches('/');
    let (before, after) = (format!("a/{name}"), format!("b/{name}"));
    diff.unified_diff().context_radius(3).header(&before, &after).to_string()
}

/// The changed lines of a passage, each with `-` or `+` in front.
pub(crate) fn of_passage(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (ended(old), ended(new));
    let diff = TextDiff::from_lines(&*old, &*new);
    diff.iter_all_changes()
        .filter_map(|change| {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => return None,
            };
            Some(format!("{sign} {}", change.value().trim_end_matches(['\r', '\n'])))
        })
        .collect()
}

fn ended(text: &str) -> Cow<'_, str> {
    match text.is_empty() || text.ends_with('\n') {
        true => Cow::Borrowed(text),
        false => Cow::Owned(format!("{text}\n")),
    }
}
