//! What a fix must not change: everything that the module says elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use cfglint_syntax::TextRange;

use crate::model::{Definition, Module};

/// Asserts that what `old` and `new` say outside of where they differ is the same.
///
/// # Panics
/// If it is not.
#[track_caller]
pub(super) fn assert_untouched(old: &str, new: &str) {
    let start = common(old.bytes(), new.bytes());
    let end = common(old.bytes().skip(start).rev(), new.bytes().skip(start).rev());
    let changed =
        |text: &str| TextRange::new((start as u32).into(), ((text.len() - end) as u32).into());
    let (before, after) = (Said::read(old, changed(old)), Said::read(new, changed(new)));
    for (ours, theirs, change) in [(&before, &after, "loses"), (&after, &before, "adds")] {
        for (definition, paths) in &ours.elsewhere {
            let count = theirs.all.get(definition).copied().unwrap_or_default();
            // What is said anew in the change may take the place of what stands elsewhere.
            let replaced = paths.iter().filter(|path| theirs.changed.contains(*path)).count();
            assert!(count + replaced >= paths.len(), "the fix {change} {definition}\n{new}");
        }
    }
}

/// What a text says, without the paths: a change of a name changes those of all below it.
#[derive(Default)]
struct Said {
    /// How often.
    all: BTreeMap<String, usize>,
    /// What stands where nothing changes, with the paths.
    elsewhere: BTreeMap<String, Vec<String>>,
    /// The paths of what stands where something changes.
    changed: BTreeSet<String>,
}

impl Said {
    fn read(text: &str, changed: TextRange) -> Said {
        let parse = cfglint_syntax::parse(text);
        let mut said = Said::default();
        for definition in &Module::lower(parse.root(), text).definitions {
            *said.all.entry(shown(definition)).or_default() += 1;
            if is_apart(definition, changed) {
                let paths = said.elsewhere.entry(shown(definition)).or_default();
                paths.push(definition.path_text());
            } else {
                said.changed.insert(definition.path_text());
            }
        }
        said
    }
}

/// How many bytes are the same.
fn common(ours: impl Iterator<Item = u8>, theirs: impl Iterator<Item = u8>) -> usize {
    ours.zip(theirs).take_while(|(a, b)| a == b).count()
}

/// Whether a definition stands, with its value, where nothing changes.
fn is_apart(definition: &Definition, changed: TextRange) -> bool {
    let place = definition.place;
    let ranges = [place.key, place.statement, place.value, definition.value.range];
    ranges.iter().all(|range| range.intersect(changed).is_none())
}

/// A definition without the places of its parts, nor numbers that depend on them.
fn shown(definition: &Definition) -> String {
    let conditions: Vec<String> = definition
        .conditions
        .iter()
        .map(|it| format!("{}{}", if it.is_negated { "!" } else { "" }, it.text))
        .collect();
    let value = without_places(&format!("{:?}", definition.value.kind));
    let name = definition.path.last().map_or("", |it| it.text());
    let (priority, order) = (definition.priority, definition.order);
    format!("{name} = {value}, {priority:?}, {order:?}, if {conditions:?}")
}

/// Takes `12..34` and `scope: 5` out of a `Debug` text.
fn without_places(text: &str) -> String {
    let is_place = |word: &str| {
        let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
        let word = word.trim_matches([',', ')', '}', '(', '{', '[', ']']);
        word.split_once("..").is_some_and(|(start, end)| digits(start) && digits(end))
    };
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        if !is_place(word) && words.last() != Some(&"scope:") {
            words.push(word);
        } else if words.last() == Some(&"scope:") {
            words.pop();
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::assert_untouched;

    #[test]
    fn a_change_in_one_place() {
        let old = "{ lib, ... }: { a = 1; b.c = lib.mkForce [ ./x \"y\" ]; d = { e = \"f\"; }; }";
        assert_untouched(old, &old.replace("a = 1; ", ""));
        assert_untouched(old, &old.replace("e = \"f\";", "e = \"g\"; h = 2;"));
        assert_untouched(old, old);
    }

    #[test]
    #[should_panic(expected = "the fix loses b = Int")]
    fn a_change_that_is_felt_elsewhere() {
        assert_untouched(
            "let a = { b = 1; }; in a // { c = 2; }",
            "let a = { b = 1; }; in { c = 2; }",
        );
    }

    #[test]
    #[should_panic(expected = "the fix adds c = Bool(true)")]
    fn a_change_that_brings_in_others() {
        let old = "let x = { c = true; }; in { a = 1; }";
        assert_untouched(old, &old.replace("{ a", "x // { a"));
    }
}
