//! Reports dependencies that are listed twice.

use cfglint_syntax::TextRange;
use rustc_hash::FxHashMap;

use crate::lint::{Check, declare_lint};
use crate::model::{self, Condition, Definition, Manager, RootId, Segment};
use crate::{Fix, LintContext, Releases, Tag, TextEdit, edits};

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
        if !is_dependency(part.section, part.key)
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
            let is_shared = item.is_shared || definition.place.is_shared;
            Some(Entry { text, range: item.range, conditions, is_shared, definition })
        }));
    }
    for key in order {
        let entries = &lists[&key];
        for (index, later) in entries.iter().enumerate() {
            let earlier = entries[..index]
                .iter()
                .find(|earlier| earlier.text == later.text && meet(earlier, later));
            if let Some(earlier) = earlier {
                report(cx, &key, earlier, later);
            }
        }
    }
}

fn is_dependency(section: &str, key: &str) -> bool {
    match section {
        "" => OPTIONS.contains(&key),
        "unitConfig" => {
            DIRECTIVES.contains(&key) || key.starts_with("Condition") || key.starts_with("Assert")
        }
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
        let edit = TextEdit::delete(edits::delete_item(cx.text(), anchor.range));
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

#[cfg(test)]
mod tests {
    use super::DUPLICATE_UNIT_DEPENDENCY;
    use crate::testing::check;

    #[test]
    fn the_later_one_goes() {
        check(
            &DUPLICATE_UNIT_DEPENDENCY,
            r#"
{
  systemd.services.radius.after = [ "network.target" "openldap.service" "network.target" ];
                                                                      # ^^^^^^^^^^^^^^^^ warning: "network.target" is listed twice in after of "radius"
}
#-- fix
{
  systemd.services.radius.after = [ "network.target" "openldap.service" ];
}
"#,
        );
    }

    #[test]
    fn through_let_and_concatenation() {
        check(
            &DUPLICATE_UNIT_DEPENDENCY,
            r#"
{ ... }:
let net = [ "network-online.target" ];
in {
  systemd.services.radius.wants = [ "openldap.service" ] ++ net ++ [
    # The link may be slow.
    "network-online.target"
  # ^^^^^^^^^^^^^^^^^^^^^^^ warning: "network-online.target" is listed twice in wants of "radius"
  ];
}
#-- fix
{ ... }:
let net = [ "network-online.target" ];
in {
  systemd.services.radius.wants = [ "openldap.service" ] ++ net ++ [
    # The link may be slow.
  ];
}
"#,
        );
    }

    #[test]
    fn two_definitions_of_one_unit() {
        check(
            &DUPLICATE_UNIT_DEPENDENCY,
            r#"
{ lib, ... }: lib.mkMerge [
  { systemd.timers.a = { wantedBy = [ "timers.target" ]; }; }
  { systemd.timers."a".wantedBy = [ "timers.target" "b.target" ]; }
                                  # ^^^^^^^^^^^^^^^ warning: "timers.target" is listed twice in wantedBy of "a"
]
#-- fix
{ lib, ... }: lib.mkMerge [
  { systemd.timers.a = { wantedBy = [ "timers.target" ]; }; }
  { systemd.timers."a".wantedBy = [ "b.target" ]; }
]
"#,
        );
    }

    #[test]
    fn options_and_units_are_told_apart() {
        check(
            &DUPLICATE_UNIT_DEPENDENCY,
            r#"
{
  systemd.services.radius = { after = [ "openldap.service" ]; wants = [ "openldap.service" ]; };
  systemd.timers.radius = { after = [ "openldap.service" ]; };
  systemd.user.services.radius = { after = [ "openldap.service" ]; };
}
"#,
        );
    }

    #[test]
    fn conditions_of_their_own() {
        check(
            &DUPLICATE_UNIT_DEPENDENCY,
            r#"
{ lib, config, ... }: lib.mkMerge [
  (lib.mkIf config.a { systemd.services.radius.after = [ "openldap.service" ]; })
  (lib.mkIf (!config.a) { systemd.services.radius.after = [ "openldap.service" ]; })
  { systemd.services.b.after = lib.optional config.a "x.service" ++ lib.optional config.b "x.service"; }
]
"#,
        );
    }

    #[test]
    fn two_machines_of_one_test() {
        check(
            &DUPLICATE_UNIT_DEPENDENCY,
            r#"
{
  nodes.a = { ... }: { systemd.services.radius.after = [ "x.service" ]; };
  nodes.b = { ... }: { systemd.services.radius.after = [ "x.service" ]; };
}
"#,
        );
    }
}
