//! Reports services that have nothing to run.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::unit_files::{How, UnitType};
use crate::views::activation::has_drop_in;
use crate::views::whole::{self, Said, Whole};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A service without a command.
    ///
    /// ## Why
    /// systemd refuses the unit: it has neither `ExecStart` nor, to stay active without one, `ExecStop` with
    /// `RemainAfterExit`.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.web = {
    ///     description = "Web";
    ///     wantedBy = [ "multi-user.target" ];
    ///     serviceConfig.Type = "simple";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.web = {
    ///     description = "Web";
    ///     wantedBy = [ "multi-user.target" ];
    ///     serviceConfig = { Type = "simple"; ExecStart = "/bin/web"; };
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The unit may be defined elsewhere: it has no `description` of its own here, or none with the usual
    /// priority; packages bring units along; a file names the folder of its drop-ins; a part of it is not
    /// known.
    ///
    /// ## References
    /// `ExecStart=` in `systemd.service(5)`.
    pub(crate) static SERVICE_WITHOUT_COMMAND = {
        name: "service-without-command", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Unit", &["Description"], |cx, unit, lines| {
        let id = unit.unit.id;
        let Some(name) = id.name.known() else { return };
        // Those are systemd's own.
        let is_foreign = name.starts_with("systemd-") || name.contains('@');
        let is_plain = unit.anchor.fact.definition.priority == Some(100)
            && matches!(lines[0].line.how, How::OneLine)
            && matches!(unit.anchor.fact.definition.value.kind, ValueKind::Str(_));
        if is_foreign
            || !is_plain
            || !unit.view().is_known()
            || !unit.files.packages().is_empty()
            || unit.view().may_be_elsewhere(unit.files)
        {
            return;
        }
        // The texts last: there are many of them.
        let refusal = refusal(unit).filter(|_| !has_drop_in(cx, unit));
        let Some((reason, help)) = refusal else { return };
        let message = format!("systemd refuses `{}`: {reason}", unit.name());
        let range = unit.anchor.fact.definition.place.key;
        cx.report(unit.anchor.fact.file, range, message).help(help).emit();
    });
}

/// Why systemd refuses a service as it stands, and what to do.
fn refusal(unit: &Whole<'_, '_>) -> Option<(&'static str, &'static str)> {
    let has_plain = |it: &Said<'_>| it.fact.definition.priority == Some(100);
    let is_bare = unit.lacks("Service", "ExecStart") && unit.lacks("Unit", "SuccessAction");
    if !is_bare {
        return None;
    }
    let kind = unit.value("Service", "Type").filter(has_plain);
    if unit.lacks("Service", "ExecStop") {
        let help = "set `script` or `serviceConfig.ExecStart`";
        return kind.map(|_| ("it has no `ExecStart`", help));
    }
    let stops = unit.lines("Service", "ExecStop")?;
    let has_stop = stops.iter().any(|it| {
        let is_command = it.line.value.as_deref().is_some_and(|it| !it.trim().is_empty());
        has_plain(it) && is_command
    });
    let word = kind.as_ref().and_then(|it| it.line.literal());
    match (word, kind.is_some()) {
        _ if !has_stop => None,
        (Some("oneshot"), _) => stays_active(unit),
        (Some(_), _) => Some((
            "it has no `ExecStart`, and is not of `Type=oneshot`, which needs none",
            "set `script` or `serviceConfig.ExecStart`, or `Type = \"oneshot\"`",
        )),
        // Without a type, what has no command to start is a one-shot service.
        (None, false) if unit.lacks("Service", "Type") && unit.lacks("Service", "BusName") => {
            stays_active(unit)
        }
        (None, _) => None,
    }
}

/// A service that only has something to do when it stops must stay active until then.
fn stays_active(unit: &Whole<'_, '_>) -> Option<(&'static str, &'static str)> {
    let is_off = unit.lacks("Service", "RemainAfterExit")
        || unit.value_of("Service", "RemainAfterExit", FALSE).is_some();
    is_off.then_some((
        "it has no `ExecStart`, and without `RemainAfterExit` nothing to stop",
        "set `RemainAfterExit`, or `script` or `serviceConfig.ExecStart`",
    ))
}

const FALSE: &[&str] = &["false", "no", "off", "0", "n", "f"];
