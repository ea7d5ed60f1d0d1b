//! Keys of sets: directives of systemd, options of units, options that the project knows.

use std::collections::{BTreeMap, HashMap};

use cfglint_lints::model::{Definition, Module, Segment};
use cfglint_lints::systemd;
use cfglint_lints::unit_files::setting;
use cfglint_syntax::TextRange;
use tower_lsp::ls_types::CompletionItemKind;

use super::{Cursor, MARK, Proposal, directive_data};

/// Options of units that NixOS writes to their files, and the sets in which directives stand.
const UNIT_OPTIONS: &[&str] = &[
    "after",
    "aliases",
    "automountConfig",
    "before",
    "bindsTo",
    "conflicts",
    "description",
    "documentation",
    "enable",
    "environment",
    "mountConfig",
    "onFailure",
    "onSuccess",
    "partOf",
    "path",
    "pathConfig",
    "postStart",
    "postStop",
    "preStart",
    "preStop",
    "reload",
    "requiredBy",
    "requires",
    "requisite",
    "restartTriggers",
    "script",
    "scriptArgs",
    "serviceConfig",
    "sliceConfig",
    "socketConfig",
    "startAt",
    "startLimitBurst",
    "startLimitIntervalSec",
    "timerConfig",
    "unitConfig",
    "upheldBy",
    "upholds",
    "wantedBy",
    "wants",
];

pub(super) fn proposals(cursor: &Cursor<'_>, word: TextRange) -> Vec<Proposal> {
    let Some((module, definition, depth, goes_on)) = place(cursor, word) else {
        return Vec::new();
    };
    let above = &definition.path[..depth];
    let mut found: BTreeMap<String, Proposal> = BTreeMap::new();
    for (name, count) in known(cursor.modules(Some(&module)), above) {
        let detail = match count {
            1 => "set in 1 place of the project".to_owned(),
            count => format!("set in {count} places of the project"),
        };
        let proposal =
            Proposal { detail: Some(detail), ..Proposal::new(name, CompletionItemKind::PROPERTY) };
        found.insert(proposal.label.clone(), proposal);
    }
    // What is asked of systemd is a name right below a section.
    let probe = Definition { path: definition.path[..=depth].to_vec(), ..definition.clone() };
    if let Some(setting) = setting(&probe) {
        let unit = setting.unit.unit_type;
        // A directive stands in its section as it is; an option of NixOS has a name of its own.
        let is_raw = setting.directive == MARK && !setting.section.is_empty();
        let current =
            systemd::directives(unit, setting.section).filter(|it| is_raw && it.is_current());
        for directive in current {
            let name = directive.name();
            found.insert(
                name.to_owned(),
                Proposal {
                    detail: Some(directive.value_type().tag().replace('-', " ")),
                    snippet: (!goes_on).then(|| format!("{name} = ${{1}};$0")),
                    data: Some(directive_data(unit, setting.section, name)),
                    ..Proposal::new(name, CompletionItemKind::PROPERTY)
                },
            );
        }
        if !is_raw && setting.option == MARK {
            let own = unit.own_section().map(|it| format!("{}Config", it.to_lowercase()));
            let fits = |name: &&&str| match name.strip_suffix("Config") {
                Some("unit") => true,
                Some(_) => own.as_deref() == Some(**name),
                None => **name == "enable" || systemd::nixos_option(unit, name).is_some(),
            };
            for name in UNIT_OPTIONS.iter().filter(fits) {
                let proposal = Proposal::new(*name, CompletionItemKind::PROPERTY);
                found.entry((*name).to_owned()).or_insert(proposal);
            }
        }
    }
    found.into_values().collect()
}

/// What the text says with a name at the cursor, a definition through it, how many names stand
/// before it, and whether something follows that belongs to the key.
fn place(cursor: &Cursor<'_>, word: TextRange) -> Option<(Module, Definition, usize, bool)> {
    let rest = cursor.text[usize::from(word.end())..].trim_start();
    let goes_on = rest.starts_with('.') || (rest.starts_with('=') && !rest.starts_with("=="));
    let insert = match goes_on {
        true => MARK.to_owned(),
        false => format!("{MARK} = null;"),
    };
    let module = cursor.module_with(word, &insert);
    let through = |it: &Definition| it.path.iter().position(|name| name.name() == Some(MARK));
    let found = module.definitions.iter().find_map(|it| Some((it.clone(), through(it)?)));
    let (definition, depth) = found?;
    Some((module, definition, depth, goes_on))
}

/// The names that modules set or declare right below `above`, and how often.
pub(super) fn known<'m>(
    modules: impl Iterator<Item = &'m Module>,
    above: &[Segment],
) -> BTreeMap<String, usize> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    for module in modules {
        let set = module.definitions.iter().map(|it| &it.path);
        for path in set.chain(&module.declared) {
            if let Some(name) = path.get(above.len()).and_then(Segment::name)
                && path.starts_with(above)
            {
                *names.entry(name).or_default() += 1;
            }
        }
    }
    // Of thousands of definitions, few have a name that no other has.
    let is_written = |name: &str| name != MARK && cfglint_syntax::is_identifier(name);
    let names = names.into_iter().filter(|(name, _)| is_written(name));
    names.map(|(name, count)| (name.to_owned(), count)).collect()
}
