//! Reports what is said twice of a unit: by an option and by a directive.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::unit_files::{How, Member, UnitManager, UnitType};
use crate::views::whole::{self, Whole, hold_together};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An option of a unit, and the directive that it writes.
    ///
    /// ## Why
    /// `script` is `serviceConfig.ExecStart`, `after` is `unitConfig.After`, and so on: NixOS writes
    /// the option into the set of directives. Two texts for one directive contradict each other, and Nix stops
    /// the evaluation.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web = { script = "web"; serviceConfig.ExecStart = "/bin/web"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/bin/web"; }
    /// ```
    ///
    /// ## When it is silent
    /// The directive is a list, which is joined with the option; one of the two has another priority; the
    /// texts may be equal.
    ///
    /// ## References
    /// nixpkgs, `nixos/lib/systemd-lib.nix` and `systemd-unit-options.nix`.
    pub(crate) static OPTION_AND_DIRECTIVE = {
        name: "option-and-directive", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

/// What options write as one text.
const SERVICE: &[&str] = &["ExecStart", "ExecReload", "ExecStop", "ExecStopPost"];
const UNIT: &[&str] = &[
    "After",
    "Before",
    "Wants",
    "Requires",
    "BindsTo",
    "PartOf",
    "Conflicts",
    "Requisite",
    "OnFailure",
    "OnSuccess",
    "Upholds",
    "Documentation",
];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Service", SERVICE, |cx, unit, _| {
        look(cx, unit, is_script);
    });
    whole::for_each(cx, None, "Unit", UNIT, |cx, unit, _| look(cx, unit, is_list));
}

/// Whether an option surely writes a text: a script with something in it.
fn is_script(member: &Member<'_>) -> bool {
    matches!(member.setting.how, How::Script | How::Hook) && is_text(member)
}

/// Whether an option surely writes a text: a list with a name in it.
fn is_list(member: &Member<'_>) -> bool {
    let has_name = || match &member.fact.definition.value.kind {
        ValueKind::List(list) => list.items.iter().any(|it| it.conditions.is_empty()),
        _ => false,
    };
    member.setting.how == How::Words && has_name()
}

/// What an option writes, as far as all of it is known.
fn text_of(member: &Member<'_>) -> Option<String> {
    let items = member.fact.definition.value.items();
    let words: Option<Vec<&str>> = items.iter().map(|it| it.value.as_str()).collect();
    Some(words?.join(" "))
}

fn is_text(member: &Member<'_>) -> bool {
    match &member.fact.definition.value.kind {
        ValueKind::Str(text) => text.parts.iter().any(
            |it| matches!(it, crate::model::TextPart::Literal(text) if !text.trim().is_empty()),
        ),
        _ => false,
    }
}

fn look<'a>(cx: &mut ProjectContext<'a>, unit: &Whole<'_, 'a>, is_option: fn(&Member<'_>) -> bool) {
    let raw = unit.anchor;
    let is_plain = |it: &Member<'_>| it.fact.definition.priority == Some(100);
    if raw.setting.how != How::Raw
        || unit.unit.id.manager == UnitManager::Home
        || !is_plain(&raw)
        || !is_text(&raw)
    {
        return;
    }
    let option = unit.with(raw.setting.section, raw.setting.directive).find(|it| {
        is_option(it)
            && hold_together(&it.fact, &raw.fact)
            && text_of(it).is_none_or(|it| raw.fact.definition.value.as_str() != Some(&*it))
    });
    let Some(option) = option else { return };
    let (set, directive) = (raw.setting.option, raw.setting.directive);
    let own = option.setting.option;
    let message = format!(
        "`{own}` of `{}` writes `{directive}` already; Nix refuses a second text in `{set}.{directive}`",
        unit.name()
    );
    let place = option.fact.definition.place.key;
    cx.report(raw.fact.file, raw.fact.definition.place.key, message)
        .help(format!("write all of it in `{own}`, or all of it in `{set}.{directive}`"))
        .related(&option.fact.file.source, place, "the option is set here")
        .emit();
}
