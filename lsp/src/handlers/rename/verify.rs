//! Whether every name means after a renaming what it meant before.

use std::collections::HashMap;

use cfglint_syntax::{Names, Target, TextSize, check, parse};

use super::edits::Change;

/// What a name means, by the places in the text after the change.
#[derive(PartialEq, Eq)]
enum Meaning {
    Bound(Option<TextSize>),
    Global,
    With(Vec<TextSize>),
    Undefined,
}

/// Puts the edits in order, reads the result and compares. The error is a sentence.
pub(super) fn verify(change: &mut Change, old: &str, new: &str) -> Result<(), String> {
    let moved = change.finish();
    let change = &*change;
    let file = &change.file;
    let text = change.applied();
    let parsed = parse(&text);
    if let Some(error) = check(&parsed).syntax.first() {
        return Err(match error.related {
            Some(_) => format!("`{new}` is defined there already"),
            None => format!("`{old}` cannot be renamed to `{new}` here: {error}"),
        });
    }
    let (before, after) = (file.names(), Names::new(&parsed));
    let found: HashMap<TextSize, Target> =
        after.usages().iter().map(|usage| (usage.range.start(), usage.target)).collect();
    let meant = |target: Target| match target {
        Target::Binder(id) => {
            let places = before.binder(id).places.iter();
            Meaning::Bound(places.map(|it| moved.place(it.start())).min())
        }
        Target::Global => Meaning::Global,
        Target::With(with) => {
            Meaning::With(before.with_chain(with).map(|it| moved.usage(it.start())).collect())
        }
        Target::Undefined => Meaning::Undefined,
    };
    let means = |target: Target| match target {
        Target::Binder(id) => {
            Meaning::Bound(after.binder(id).places.iter().map(|it| it.start()).min())
        }
        Target::Global => Meaning::Global,
        Target::With(with) => Meaning::With(after.with_chain(with).map(|it| it.start()).collect()),
        Target::Undefined => Meaning::Undefined,
    };
    for usage in before.usages() {
        let now = found.get(&moved.usage(usage.range.start()));
        if now.is_some_and(|now| means(*now) == meant(usage.target)) {
            continue;
        }
        let line = file.line(usage.range.start()) + 1;
        let name = file.slice(usage.range);
        return Err(match name == new {
            true => format!(
                "in line {line}, `{new}` means something else, and would come to mean the renamed `{old}`"
            ),
            false => format!(
                "in line {line}, another `{new}` is nearer: the renamed `{name}` would come to mean that"
            ),
        });
    }
    let mut count = before.usages().len();
    for &(range, start) in &moved.copies {
        for usage in before.usages().iter().filter(|usage| range.contains_range(usage.range)) {
            let now = found.get(&(start + (usage.range.start() - range.start())));
            let is_same = now.is_some_and(|now| means(*now) == meant(usage.target));
            count += usize::from(is_same);
        }
    }
    match count == after.usages().len() {
        true => Ok(()),
        false => Err(format!("`{old}` cannot be renamed to `{new}` without changing a meaning")),
    }
}
