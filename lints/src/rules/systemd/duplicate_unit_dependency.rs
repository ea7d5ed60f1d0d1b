//! Reports dependencies that are listed twice.

use cfglint_syntax::TextRange;
use rustc_hash::FxHashMap;

use crate::lint::{Check, declare_lint};
use crate::model::{self, Condition, Definition, Manager, RootId, Segment};
use crate::{Fix, LintContext, Releases, Tag, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A unit that is listed twice in one dependency option.
    ///
    /// ## Why
    /// systemd takes the list as a set, so the second entry does nothing; whoever removes the first to
    /// break the dependency is surprised.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.radius.after = [ "network.target" "openldap.service" "network.target" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.radius.after = [ "network.target" "openldap.service" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: removes the later entry. Of an entry from a shared list and a literal one, the literal one.
    ///
    /// ## When it is silent
    /// Two parts of a configuration may each need the dependency: under conditions of their own they are
    /// not compared, nor across files.
    ///
    /// ## References
    /// nixpkgs pull request 91121.
    pub(crate) static DUPLICATE_UNIT_DEPENDENCY = {
        name: "duplicate-unit-dependency", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Module(check),
    }
}

const OPTIONS: &[&str] = &[
    "after",
    "before",
    "wants",
    "requires",
    "requisite",
    "bindsTo",
    "partOf",
    "wantedBy",
    "requiredBy",
    "upholds",
    "conflicts",
];
const DIRECTIVES: &[&str] =
    &["After", "Before", "Wants", "Requires", "BindsTo", "PartOf", "Requisite"];

type Key<'a> = (RootId, Manager, &'a str, &'a Segment, &'a str, Option<u32>);

struct Entry<'a> {
    text: String,
    range: TextRange,
    conditions: Vec<Condition>,
    is_shared: bool,
    definition: &'a Definition,
}

fn check(cx: &mut LintContext<'_>) {
    let module = cx.module;
    let mut lists: FxHashMap<Key<'_>, Vec<Entry<'_>>> = FxHashMap::default();
    let mut order: Vec<Key<'_>> = Vec::new();
    for definition in &module.definitions {
        let Some(part) = definition.unit_part() else {
            continue;
        };
        // A name that is computed from an argument may stand for several units.
        let varies = matches!(part.name, Segment::Dynamic { varies: true, .. });
        if !is_dependency(part.section, part.key)
            || varies
            || !part.rest.is_empty()
            || module.hides(definition)
        {
            continue;
        }
        let key =
            (definition.root, part.manager, part.kind, part.name, part.key, definition.priority);
        let list = lists.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        list.extend(definition.value.items().into_iter().filter_map(|item| {
            let text = item.value.as_str()?.to_owned();
            let mut conditions = definition.conditions.clone();
            conditions.extend(item.conditions);
            let is_shared = item.is_shared
                || definition.place.is_shared
                || !definition.place.statement.contains_range(item.range);
            Some(Entry { text, range: item.range, conditions, is_shared, definition })
        }));
    }
    for key in order {
        let entries = &lists[&key];
        // An empty text takes back what stands before it.
        if entries.len() < 2 || entries.iter().any(|entry| entry.text.is_empty()) {
            continue;
        }
        let mut seen: FxHashMap<&str, Vec<&Entry<'_>>> = FxHashMap::default();
        for later in entries {
            let same = seen.entry(&later.text).or_default();
            if let Some(earlier) = same.iter().find(|earlier| meet(earlier, later)) {
                report(cx, &key, earlier, later);
            }
            same.push(later);
        }
    }
}

fn is_dependency(section: &str, key: &str) -> bool {
    match section {
        "" => OPTIONS.contains(&key),
        "unitConfig" => {
            DIRECTIVES.contains(&key) || key.starts_with("Condition") || key.starts_with("Assert")
        }
        // As home-manager writes `wantedBy` and `requiredBy`.
        "installConfig" => matches!(key, "WantedBy" | "RequiredBy" | "UpheldBy"),
        _ => false,
    }
}

/// Whether one of two entries is always there when the other one is.
fn meet(earlier: &Entry<'_>, later: &Entry<'_>) -> bool {
    let implies =
        |ours: &[Condition], theirs: &[Condition]| theirs.iter().all(|it| ours.contains(it));
    !model::excludes(&earlier.conditions, &later.conditions)
        && (implies(&earlier.conditions, &later.conditions)
            || implies(&later.conditions, &earlier.conditions))
}

fn report(cx: &mut LintContext<'_>, key: &Key<'_>, earlier: &Entry<'_>, later: &Entry<'_>) {
    if earlier.range == later.range {
        // A shared list that is named twice; the entries are at fault only together.
        return;
    }
    let (_, _, _, name, option, _) = key;
    // The finding lies on the entry that can go.
    let (anchor, other) = match (earlier.is_shared, later.is_shared) {
        (false, true) => (earlier, later),
        _ => (later, earlier),
    };
    // What goes must be there no more often than what stays.
    let can_go = !anchor.is_shared
        && other.conditions.iter().all(|it| anchor.conditions.contains(it))
        && anchor.definition.place.statement.contains_range(anchor.range);
    let is_list = anchor.range != anchor.definition.value.range;
    let fix = (can_go && is_list).then(|| {
        let edit = edits::delete_item(cx.root, cx.text(), anchor.range);
        Fix::safe(format!("Remove the second \"{}\"", anchor.text), cx.source.id, edit)
    });
    let message = format!("\"{}\" is listed twice in {option} of \"{}\"", anchor.text, name.text());
    let source = cx.source;
    cx.report(anchor.range, message)
        .related(source, other.range, "it is listed here already")
        .fix(fix)
        .tag(Tag::Unnecessary)
        .emit();
}
