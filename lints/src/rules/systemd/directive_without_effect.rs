//! Reports directives that systemd ignores for what other directives say.

use crate::lint::{Check, declare_lint};
use crate::systemd::time_span::{Bare, TimeSpan, parse};
use crate::unit_files::UnitType;
use crate::views::activation::has_drop_in;
use crate::views::whole::{self, Said, Whole};
use crate::{Fix, ProjectContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A directive that does nothing because of another one, or of one that is missing.
    ///
    /// ## Why
    /// The value is right, so that only the journal has a word about it: the limit, the delay or the
    /// timeout that it should set is not there.
    ///
    /// | directive | does nothing |
    /// |---|---|
    /// | `RuntimeMaxSec` | with `Type=oneshot`, whose time `TimeoutStartSec` limits |
    /// | `RuntimeRandomizedExtraSec` | without `RuntimeMaxSec`, to which it adds |
    /// | `RestartSteps`, `RestartMaxDelaySec` | without each other; and if `RestartSec` is longer than the longest delay |
    /// | `JobRunningTimeoutSec` | if it is longer than `JobTimeoutSec`, which counts from earlier on |
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.report.serviceConfig = {
    ///     Type = "oneshot";
    ///     ExecStart = "/bin/report";
    ///     RuntimeMaxSec = "1h";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.report.serviceConfig = {
    ///     Type = "oneshot";
    ///     ExecStart = "/bin/report";
    ///     TimeoutStartSec = "1h";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: `RuntimeMaxSec` becomes `TimeoutStartSec`, which then takes effect.
    ///
    /// ## When it is silent
    /// What is missing may be said elsewhere: the service is not defined here as a whole.
    ///
    /// ## References
    /// `systemd.service(5)`, `systemd.unit(5)`.
    pub(crate) static DIRECTIVE_WITHOUT_EFFECT = {
        name: "directive-without-effect", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

const SERVICE: Option<UnitType> = Some(UnitType::Service);

fn check(cx: &mut ProjectContext<'_>) {
    one_shot_limit(cx);
    job_timeouts(cx);
    // Before these versions, other lints say that systemd does not know the directive.
    if !cx.versions().all_before(250) {
        random_extra(cx);
    }
    if !cx.versions().all_before(254) {
        growing_delay(cx);
    }
}

fn one_shot_limit(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, SERVICE, "Service", &["RuntimeMaxSec"], |cx, unit, _| {
        let Some(limit) = unit.value("Service", "RuntimeMaxSec") else { return };
        let Some(kind) = unit.value_of("Service", "Type", &["oneshot"]) else { return };
        if span(&limit).is_none_or(|it| it == TimeSpan::INFINITY) {
            return;
        }
        let message = "`RuntimeMaxSec` does nothing with `Type=oneshot`";
        let (key, place) = (limit.key(cx), kind.range(cx));
        let is_free = ["TimeoutStartSec", "TimeoutSec"].iter().all(|it| unit.lacks("Service", it));
        let is_written = limit.fact.file.source.text[key] == *"RuntimeMaxSec";
        let fix = (is_free && is_written && !limit.line.is_shared).then(|| {
            let edit = TextEdit::replace(key, "TimeoutStartSec");
            Fix::risky("Rename to `TimeoutStartSec`", limit.fact.file.source.id, edit)
        });
        cx.report(limit.fact.file, key, message)
            .help("a one-shot service is starting until it ends: limit that by `TimeoutStartSec`")
            .related(&kind.fact.file.source, place, "this is its type")
            .fix(fix)
            .emit();
    });
}

fn random_extra(cx: &mut ProjectContext<'_>) {
    let (extra, limit) = ("RuntimeRandomizedExtraSec", "RuntimeMaxSec");
    whole::for_each(cx, SERVICE, "Service", &[extra], |cx, unit, _| {
        let Some(said) = unit.value("Service", extra) else { return };
        if is_some_time(&said) && is_missing(cx, unit, limit) {
            report_missing(cx, &said, extra, limit);
        }
    });
}

fn growing_delay(cx: &mut ProjectContext<'_>) {
    let (steps, longest) = ("RestartSteps", "RestartMaxDelaySec");
    whole::for_each(cx, SERVICE, "Service", &[steps], |cx, unit, _| {
        let Some(said) = unit.value("Service", steps) else { return };
        let number = said.line.literal().and_then(|it| it.trim().parse::<u32>().ok());
        if number.is_some_and(|it| it > 0) && is_missing(cx, unit, longest) {
            report_missing(cx, &said, steps, longest);
        }
    });
    whole::for_each(cx, SERVICE, "Service", &[longest], |cx, unit, _| {
        let Some(said) = unit.value("Service", longest) else { return };
        let Some(most) = span(&said).filter(|it| *it != TimeSpan::INFINITY) else { return };
        if is_missing(cx, unit, steps) {
            return report_missing(cx, &said, longest, steps);
        }
        let Some(first) = unit.value("Service", "RestartSec") else { return };
        if span(&first).is_some_and(|it| it != TimeSpan::INFINITY && it > most) {
            let message = "the delay between restarts does not grow: `RestartMaxDelaySec` is \
                           shorter than `RestartSec`";
            let (range, place) = (said.range(cx), first.range(cx));
            cx.report(said.fact.file, range, message)
                .help("`RestartSec` is the first delay, `RestartMaxDelaySec` the longest")
                .related(&first.fact.file.source, place, "this is the first delay")
                .emit();
        }
    });
}

fn job_timeouts(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, None, "Unit", &["JobRunningTimeoutSec"], |cx, unit, _| {
        let Some(running) = unit.value("Unit", "JobRunningTimeoutSec") else { return };
        let Some(all) = unit.value("Unit", "JobTimeoutSec") else { return };
        if !is_some_time(&running) || !is_some_time(&all) || span(&running) <= span(&all) {
            return;
        }
        let message = "`JobRunningTimeoutSec` does nothing: `JobTimeoutSec` is shorter, and counts \
                       from earlier on";
        let (range, place) = (running.range(cx), all.range(cx));
        cx.report(running.fact.file, range, message)
            .help("make `JobRunningTimeoutSec` the shorter one, or delete it")
            .related(&all.fact.file.source, place, "this ends the job first")
            .emit();
    });
}

/// The time that a line says.
fn span(said: &Said<'_>) -> Option<TimeSpan> {
    parse(said.line.literal().filter(|it| !it.contains('%'))?, Bare::Seconds).ok()
}

/// Whether a line says a time that is neither none nor without end.
fn is_some_time(said: &Said<'_>) -> bool {
    span(said).is_some_and(|it| it != TimeSpan::INFINITY && it.micros() > 0)
}

/// Whether a directive is surely not set, also not elsewhere.
fn is_missing(cx: &ProjectContext<'_>, unit: &Whole<'_, '_>, directive: &str) -> bool {
    unit.lacks("Service", directive) && unit.is_own() && !has_drop_in(cx, unit)
}

fn report_missing<'a>(cx: &mut ProjectContext<'a>, said: &Said<'a>, name: &str, missing: &str) {
    let message = format!("`{name}` does nothing without `{missing}`");
    let range = said.key(cx);
    cx.report(said.fact.file, range, message)
        .help(format!("set `{missing}`, or delete `{name}`"))
        .emit();
}
