//! Reports D-Bus services without a name on the bus.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `Type = "dbus"` without `BusName`.
    ///
    /// ## Why
    /// systemd refuses the unit: it would not know for which name to wait.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.geo.serviceConfig = { Type = "dbus"; ExecStart = "/bin/geo"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.geo.serviceConfig = { Type = "dbus"; BusName = "org.example.Geo"; ExecStart = "/bin/geo"; };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The service is not defined here as a whole: its command is not said, or a package brings the unit.
    ///
    /// ## References
    /// `Type=` in `systemd.service(5)`.
    pub(crate) static DBUS_WITHOUT_BUS_NAME = {
        name: "dbus-without-bus-name", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Service", &["Type"], |cx, unit, _| {
        let Some(kind) = unit.value_of("Service", "Type", &["dbus"]) else { return };
        if !unit.lacks("Service", "BusName") || !unit.is_own() {
            return;
        }
        let message =
            format!("systemd refuses `{}`: a D-Bus service needs a `BusName`", unit.name());
        let range = kind.range(cx);
        cx.report(kind.fact.file, range, message)
            .help("set `BusName` to the name that the program takes on the bus")
            .emit();
    });
}
