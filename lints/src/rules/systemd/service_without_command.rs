//! Reports services that have nothing to run.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::unit_files::{How, UnitType};
use crate::views::whole;
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
    /// priority; packages bring units along; a part of it is not known.
    ///
    /// ## References
    /// `ExecStart=` in `systemd.service(5)`.
    pub(crate) static SERVICE_WITHOUT_COMMAND = {
        name: "service-without-command", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

const COMMANDS: &[(&str, &str)] =
    &[("Service", "ExecStart"), ("Service", "ExecStop"), ("Unit", "SuccessAction")];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Unit", &["Description"], |cx, unit, lines| {
        let id = unit.unit.id;
        let Some(name) = id.name.known() else { return };
        // Those are systemd's own.
        let is_foreign = name.starts_with("systemd-") || name.contains('@');
        let is_plain = unit.anchor.fact.definition.priority == Some(100)
            && matches!(lines[0].line.how, How::OneLine)
            && matches!(unit.anchor.fact.definition.value.kind, ValueKind::Str(_));
        let has_type = unit
            .value("Service", "Type")
            .is_some_and(|it| it.fact.definition.priority == Some(100));
        if is_foreign
            || !is_plain
            || !has_type
            || !unit.view().is_known()
            || !unit.files.packages().is_empty()
            || unit.view().may_be_elsewhere(unit.files)
            || !COMMANDS.iter().all(|(section, directive)| unit.lacks(section, directive))
        {
            return;
        }
        let message = format!("systemd refuses `{}`: it has no `ExecStart`", unit.name());
        let range = unit.anchor.fact.definition.place.key;
        cx.report(unit.anchor.fact.file, range, message)
            .help("set `script` or `serviceConfig.ExecStart`")
            .emit();
    });
}
