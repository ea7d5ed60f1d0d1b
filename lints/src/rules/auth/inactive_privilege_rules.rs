//! Reports rules of a program that is not there.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::options;
use crate::views::world::{is_closed, may_be_set};
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// Rules of sudo or doas on a machine without it.
    ///
    /// ## Why
    /// Without `enable` NixOS writes no configuration: the rules grant and forbid nothing. doas is off by
    /// default.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   system.stateVersion = "24.05";
    ///   security.doas.extraRules = [ { users = [ "op" ]; } ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   system.stateVersion = "24.05";
    ///   security.doas.extraRules = [ { users = [ "op" ]; } ];
    ///   security.doas.enable = true;
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: switches doas on, if nothing is said of it.
    ///
    /// ## When it is silent
    /// The rules have a condition that speaks of the program; `enable` is computed; some other module may
    /// set it: no file says which machine this is (`system.stateVersion`), or not every module of it is
    /// here and spelled out. A `false` in another file
    /// counts only if there is one machine.
    ///
    /// ## References
    /// nixpkgs pull request 87581.
    pub(crate) static INACTIVE_PRIVILEGE_RULES = {
        name: "inactive-privilege-rules", group: Auth, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let mut rules =
        cx.definitions_under("security").filter(|(_, it)| it.is_below(&["security", "doas"]));
    let is_missing = rules.next().is_some()
        && !may_be_set(cx, &["security", "doas", "enable"])
        && options::has_machine(cx)
        && is_closed(cx);
    for (module, keys) in [
        ("doas", ["extraRules", "extraConfig", "wheelNeedsPassword"].as_slice()),
        ("sudo", ["extraRules", "extraConfig"].as_slice()),
    ] {
        let enable = options::all(cx, &["security", module, "enable"]);
        for key in keys {
            for fact in options::all(cx, &["security", module, key]) {
                if is_guarded(&fact, module) || !says_rules(&fact) {
                    continue;
                }
                let off = switched_off(cx, &enable, &fact, module);
                if off.is_some() || module == "doas" && is_missing {
                    report(cx, &fact, module, off);
                }
            }
        }
    }
}

/// What switches the program off for certain.
fn switched_off<'a>(
    cx: &ProjectContext<'a>,
    enable: &[Fact<'a>],
    fact: &Fact<'a>,
    module: &str,
) -> Option<Fact<'a>> {
    // `sudo-rs` takes over rules of its own only, and many files share them.
    if module == "sudo" && !options::is_silent_on(cx, &["security", "sudo-rs", "enable"]) {
        return None;
    }
    let is_off = |it: &&Fact<'_>| {
        let is_same_file = it.file.source.id == fact.file.source.id;
        matches!(it.definition.value.kind, ValueKind::Bool(false))
            && it.definition.conditions.is_empty()
            && it.joins(fact)
            && (is_same_file || options::is_one_machine(cx))
    };
    let off = enable.iter().find(is_off)?;
    // Every other definition must say the same, or be weaker.
    let is_sure = enable.iter().all(|other| {
        matches!(other.definition.value.kind, ValueKind::Bool(false))
            || !off.is_hidden_by(other) && other.is_hidden_by(off)
    });
    is_sure.then_some(*off)
}

/// Whether a condition of the rules speaks of the program.
fn is_guarded(fact: &Fact<'_>, module: &str) -> bool {
    let items = fact.definition.value.items();
    let mut conditions =
        fact.definition.conditions.iter().chain(items.iter().flat_map(|item| &item.conditions));
    conditions.any(|it| it.text.contains(module) || it.text.contains("enable"))
}

/// Whether there is a rule at all.
fn says_rules(fact: &Fact<'_>) -> bool {
    match &fact.definition.value.kind {
        ValueKind::List(list) => !list.items.is_empty(),
        ValueKind::Str(text) => text.as_literal() != Some(""),
        ValueKind::Bool(_) => true,
        _ => false,
    }
}

fn report<'a>(cx: &mut ProjectContext<'a>, fact: &Fact<'a>, module: &str, off: Option<Fact<'a>>) {
    let source = &fact.file.source;
    let fix = match (module, off) {
        ("doas", None) => {
            let parse = cx.parse(fact.file);
            let new: &[(&[&str], &str)] = &[(&["security", "doas", "enable"], "true")];
            edits::insert_beside(parse.root(), &source.text, fact.definition, new)
        }
        _ => None,
    };
    let fix = fix.map(|edit| Fix::risky("Switch doas on", source.id, edit));
    let message = format!("security.{module} is not enabled, these rules do nothing");
    let report = cx.report(fact.file, fact.definition.place.key, message).fix(fix);
    match off {
        Some(off) => report
            .related(&off.file.source, off.definition.place.key, "it is switched off here")
            .emit(),
        None => report.emit(),
    }
}
