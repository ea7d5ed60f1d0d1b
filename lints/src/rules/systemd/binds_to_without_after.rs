//! Reports units that are bound to another without an order.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{How, UnitType};
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `bindsTo` a unit, and not `after` it.
    ///
    /// ## Why
    /// Both start at the same time, and only in the order does systemd see to it that the one is active
    /// whenever the other is: without it, the unit may go on running while the other is not there yet.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.agent = { bindsTo = [ "vpn.service" ]; script = "agent"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.agent = { bindsTo = [ "vpn.service" ]; after = [ "vpn.service" ]; script = "agent"; }; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds `after`, so that the unit waits.
    ///
    /// ## When it is silent
    /// systemd itself orders the two (sockets, timers, slices, targets); the unit is not defined here as
    /// a whole; it has an `after` of its own, by which it may wait for the other after all.
    ///
    /// ## References
    /// `BindsTo=` in `systemd.unit(5)`.
    pub(crate) static BINDS_TO_WITHOUT_AFTER = {
        name: "binds-to-without-after", group: Systemd, severity: Hint,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Unit", &["BindsTo"], |cx, unit, lines| {
        for said in &lines {
            for (at, word) in said.words() {
                let has_own_order = match UnitType::split(word) {
                    Some((_, kind)) => !matches!(kind, UnitType::Service | UnitType::Mount),
                    None => !word.ends_with(".device"),
                };
                let own = unit.name();
                if has_own_order
                    || word == own
                    // What it waits for may wait for the other.
                    || !unit.lacks("Unit", "After")
                    || unit.may_name("Before", word)
                    || unit
                        .other_named(word)
                        .is_some_and(|it| it.may_name("Before", &own) || it.may_name("After", &own))
                    || !unit.is_own()
                {
                    continue;
                }
                let fix = match unit.anchor.setting.how {
                    How::Words => {
                        let list = format!("[ \"{word}\" ]");
                        unit.insert(cx, &["after"], &list, &format!("Wait for `{word}`"))
                    }
                    _ => None,
                };
                let message =
                    format!("`{own}` is bound to `{word}`, but does not wait for it to start");
                let range = said.range_of(cx, at..at + word.len());
                cx.report(said.fact.file, range, message)
                    .help(format!("add `{word}` to `after`"))
                    .fix(fix)
                    .emit();
            }
        }
    });
}
