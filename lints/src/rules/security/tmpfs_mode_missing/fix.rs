//! A mode for a tmpfs.

use crate::facts::Fact;
use crate::model::Definition;
use crate::{Fix, TextEdit, edits};

/// Adds it to the options of the mount, or sets them.
pub(super) fn fix(fact: &Fact<'_>, options: &[&Fact<'_>], option: &str) -> Option<Fix> {
    let source = &fact.file.source;
    let place = fact.definition.place;
    if place.is_shared || place.is_partial {
        return None;
    }
    let edit = match options {
        // `fileSystems."/x".fsType` in one key has no set of its own to add to.
        [] if source.text[place.statement].starts_with("fsType") => {
            let new = format!("{option} = [ \"mode=755\" ];");
            edits::insert_after(&source.text, place.statement, &new)
        }
        [only] if only.file.source.id == source.id => append(only.definition, &source.text)?,
        _ => return None,
    };
    Some(Fix::risky("Add `mode=755`", source.id, edit))
}

/// Adds the mode to the list of options, if its end is written at the definition.
fn append(options: &Definition, text: &str) -> Option<TextEdit> {
    let list = options.value.range;
    let is_own = options.place.statement.contains_range(list)
        && !options.place.is_shared
        && !options.place.is_partial
        && text[list].ends_with(']');
    // The elements of the list at the end, of `[ … ] ++ [ … ]`.
    let last = options.value.items().into_iter().map(|item| item.range);
    let last = last.filter(|range| list.contains_range(*range)).max_by_key(|range| range.end());
    is_own.then(|| edits::append_item(text, list, last, "\"mode=755\""))
}
