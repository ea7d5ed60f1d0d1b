//! Reports timers that wait for a first run that nothing brings about.

use crate::lint::{Check, declare_lint};
use crate::memory::TextTest;
use crate::unit_files::UnitType;
use crate::views::timers::TRIGGERS;
use crate::views::whole::{self, Whole};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `OnUnitActiveSec` or `OnUnitInactiveSec` as the only trigger of a timer.
    ///
    /// ## Why
    /// Both count from the last run of the service. After boot there was none, so that the timer waits
    /// for ever.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.poll.script = "poll";
    ///   systemd.timers.poll = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "10min"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.poll.script = "poll";
    ///   systemd.timers.poll = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "10min"; timerConfig.OnActiveSec = "1min"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds `OnActiveSec = "1min"`, with which the first run is a minute after the timer's start.
    ///
    /// ## When it is silent
    /// Something else may start the service: another unit, `wantedBy`, a script with its name.
    ///
    /// ## References
    /// `systemd.timer(5)`.
    pub(crate) static UNIT_ACTIVE_ALONE = {
        name: "unit-active-alone", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

/// Texts that may start units by hand.
static COMMANDS: TextTest = TextTest(|text| text.contains("systemctl"));

const RELATIVE: &[&str] = &["OnUnitActiveSec", "OnUnitInactiveSec"];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Timer), "Timer", RELATIVE, |cx, unit, lines| {
        let mut others = TRIGGERS.iter().filter(|it| !RELATIVE.contains(it));
        let Some(name) = unit.unit.id.name.known() else { return };
        let is_alone = others.all(|it| unit.lacks("Timer", it))
            && unit.lacks("Timer", "Unit")
            && unit.is_own()
            && !is_started(cx, unit, name);
        // Of both, the first is enough.
        let is_second =
            unit.anchor.setting.directive == RELATIVE[1] && !unit.lacks("Timer", RELATIVE[0]);
        let Some(said) = lines.first().filter(|_| is_alone && !is_second) else { return };
        if said.line.literal() == Some("") {
            return;
        }
        let message = format!(
            "`{}` never elapses: `{}` counts from a run of `{name}.service`, and nothing starts that first",
            unit.name(),
            said.line.directive
        );
        let title = "Start it a minute after the timer, too";
        let fix = unit.insert(cx, &["timerConfig", "OnActiveSec"], "\"1min\"", title);
        let range = said.key(cx);
        cx.report(said.fact.file, range, message)
            .help("add `OnBootSec` or `OnActiveSec` for the first run")
            .fix(fix)
            .emit();
    });
}

/// Whether something but the timer may start the service.
fn is_started(cx: &ProjectContext<'_>, unit: &Whole<'_, '_>, name: &str) -> bool {
    let service = format!("{name}.service");
    let Some(own) = unit.other_named(&service) else { return true };
    let is_linked =
        !["WantedBy", "RequiredBy", "UpheldBy", "Alias"].iter().all(|it| own.lacks("Install", it));
    let has_other = ["socket", "path"]
        .iter()
        .any(|suffix| unit.other_named(&format!("{name}.{suffix}")).is_some());
    let by_command =
        |text: &str| text.lines().any(|it| it.contains("systemctl") && it.contains(name));
    let is_named = cx.count(&service) > 0
        || cx.files_with(&COMMANDS).iter().any(|file| by_command(&file.source.text));
    is_linked || has_other || is_named || !own.is_own()
}
