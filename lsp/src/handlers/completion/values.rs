//! What stands in strings: words that a directive takes, names of units.

use std::collections::{BTreeSet, HashSet};

use cfglint_lints::model::{Definition, Module, ValueKind};
use cfglint_lints::systemd;
use cfglint_lints::unit_files::{How, UnitName, setting};
use cfglint_syntax::{TextRange, TextSize};
use tower_lsp::ls_types::CompletionItemKind;

use super::{Cursor, MARK, Proposal};

/// Units that every machine has and that others are tied to.
const TARGETS: &[&str] = &[
    "basic.target",
    "default.target",
    "graphical.target",
    "local-fs.target",
    "multi-user.target",
    "network-online.target",
    "network.target",
    "nss-lookup.target",
    "paths.target",
    "remote-fs.target",
    "shutdown.target",
    "sockets.target",
    "sysinit.target",
    "time-sync.target",
    "timers.target",
];

/// Strings of several words are completed word by word.
pub(super) fn proposals(cursor: &Cursor<'_>, string: TextRange) -> (TextRange, Vec<Proposal>) {
    let text = cursor.slice(string);
    let at = usize::from(cursor.offset - string.start());
    let start = text[..at].rfind(' ').map_or(0, |blank| blank + 1);
    let end = text[at..].find(' ').map_or(text.len(), |blank| at + blank);
    let place = |at: usize| string.start() + TextSize::new(at as u32);
    let word = TextRange::new(place(start), place(end));
    (word, found(cursor, string).unwrap_or_default())
}

fn found(cursor: &Cursor<'_>, string: TextRange) -> Option<Vec<Proposal>> {
    // A string without end is closed, and so is its statement.
    let rest = &cursor.text[usize::from(string.end())..];
    let insert = match rest.starts_with('"') {
        true => MARK.to_owned(),
        false => format!("{MARK}\";"),
    };
    let module = cursor.module_with(string, &insert);
    let is_mark =
        |it: &Definition| it.value.items().iter().any(|it| it.value.as_str() == Some(MARK));
    let definition = module.definitions.iter().find(|it| is_mark(it))?;
    let setting = setting(definition)?;
    let unit = setting.unit.unit_type;
    let directive = systemd::directive(unit, setting.section, setting.directive);
    let takes_units = matches!(setting.how, How::Links(_))
        || directive.is_some_and(|it| it.value_type().tag().starts_with("unit"));
    if takes_units {
        let names = units(cursor.modules(Some(&module)));
        let unit = |name: String| Proposal::new(name, CompletionItemKind::EVENT);
        return Some(names.into_iter().map(unit).collect());
    }
    let is_list = matches!(definition.value.kind, ValueKind::List(_));
    let words = directive?.words().filter(|it| !it.is_deprecated && !it.text.contains(".."));
    // A form such as `file:PATH` is a word up to its argument.
    let plain = |text: &str| text.trim_end_matches(|it: char| it.is_ascii_uppercase()).to_owned();
    let word = |it: systemd::Word| Proposal {
        detail: is_list.then(|| "one element".to_owned()),
        ..Proposal::new(
            if it.text.contains(':') { plain(it.text) } else { it.text.to_owned() },
            CompletionItemKind::ENUM_MEMBER,
        )
    };
    Some(words.map(word).collect())
}

/// The units of the project and those that every machine has.
fn units<'m>(modules: impl Iterator<Item = &'m Module>) -> BTreeSet<String> {
    let mut known: HashSet<(&str, &str)> = HashSet::new();
    for definition in modules.flat_map(|it| &it.definitions) {
        if let Some(setting) = setting(definition)
            && setting.unit.unit_type.is_unit()
            && let UnitName::Known(name) = setting.unit.name
        {
            known.insert((name, setting.unit.unit_type.suffix()));
        }
    }
    let known = known.into_iter().map(|(name, suffix)| format!("{name}.{suffix}"));
    known.chain(TARGETS.iter().map(|it| (*it).to_owned())).collect()
}
