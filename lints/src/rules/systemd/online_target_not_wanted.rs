//! Reports units that wait for the network without asking for it.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::unit_files::{How, UnitManager};
use crate::views::whole::{self, Said, Whole};
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `after` names `network-online.target`, and nothing pulls it in.
    ///
    /// ## Why
    /// `after` only orders what is started anyway. Since 24.05 nothing starts `network-online.target`
    /// unless a unit wants it, so the service starts before the network is up. NixOS warns of it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.feed = {
    ///     after = [ "network-online.target" ];
    ///     script = "fetch";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.feed = {
    ///     after = [ "network-online.target" ];
    ///     wants = [ "network-online.target" ];
    ///     script = "fetch";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds it to `wants`, so that the boot waits for the network before this unit.
    ///
    /// ## When it is silent
    /// The unit is not defined here as a whole; a target of these files wants it.
    ///
    /// ## References
    /// <https://systemd.io/NETWORK_ONLINE>; nixpkgs pull request 258680.
    pub(crate) static ONLINE_TARGET_NOT_WANTED = {
        name: "online-target-not-wanted", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::since(24, 5),
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

const ONLINE: &str = "network-online.target";

/// What starts a unit, or fails without it.
const PULLS: &[&str] = &["Wants", "Requires", "BindsTo", "Requisite", "Upholds"];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, None, "Unit", &["After"], |cx, unit, lines| {
        let found = lines.iter().find_map(|it| {
            let (at, _) = it.words().find(|(_, word)| *word == ONLINE)?;
            Some((it, at))
        });
        let Some((said, at)) = found else { return };
        // No other manager has this target.
        if unit.unit.id.manager != UnitManager::System
            || unit.name() == ONLINE
            || PULLS.iter().any(|it| unit.may_name(it, ONLINE))
            || is_reached(unit)
            || !unit.is_own()
        {
            return;
        }
        let message = format!(
            "nothing makes `{}` bring up the network: it is ordered after `{ONLINE}`, and does not want it",
            unit.name()
        );
        let fix = want(cx, unit);
        let range = said.range_of(cx, at..at + ONLINE.len());
        cx.report(said.fact.file, range, message)
            .help(format!("add `wants = [ \"{ONLINE}\" ];`"))
            .fix(fix)
            .emit();
    });
}

/// Whether the target is started in any case.
fn is_reached(unit: &Whole<'_, '_>) -> bool {
    let has_links = unit.other(ONLINE).is_some_and(|online| {
        !["WantedBy", "RequiredBy", "UpheldBy"].iter().all(|it| online.lacks("Install", it))
    });
    let targets = ["multi-user.target", "graphical.target", "default.target"];
    let mut targets = targets.iter().filter_map(|it| unit.other(it));
    has_links || targets.any(|target| PULLS.iter().any(|it| target.may_name(it, ONLINE)))
}

/// Adds the target to `wants`.
fn want<'a>(cx: &ProjectContext<'a>, unit: &Whole<'_, 'a>) -> Option<Fix> {
    if unit.anchor.setting.how != How::Words {
        return None;
    }
    let title = format!("Want `{ONLINE}`");
    if unit.lacks("Unit", "Wants") {
        return unit.insert(cx, &["wants"], &format!("[ \"{ONLINE}\" ]"), &title);
    }
    let lines: Vec<Said<'a>> = unit.lines("Unit", "Wants")?;
    let definition = lines.first()?.fact.definition;
    let file = lines.first()?.fact.file;
    let ValueKind::List(list) = &definition.value.kind else { return None };
    let place = definition.place;
    let is_own = !place.is_shared
        && !place.is_partial
        && definition.value.range == place.value
        && file.source.id == unit.anchor.fact.file.source.id
        && lines.iter().all(|it| it.is_with(&lines[0]))
        && list.items.iter().all(|it| place.value.contains_range(it.range));
    let text = &file.source.text;
    if !is_own || !text[place.value].starts_with('[') {
        return None;
    }
    let last = list.items.last().map(|it| it.range);
    let edit = edits::append_item(text, place.value, last, &format!("\"{ONLINE}\""));
    Some(Fix::risky(title, file.source.id, edit))
}
