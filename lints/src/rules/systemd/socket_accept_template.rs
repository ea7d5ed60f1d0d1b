//! Reports sockets whose service is not of the kind that they start.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{UnitManager, UnitType};
use crate::views::timers::TRUE;
use crate::views::whole::{self, Said, Whole};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A socket with `Accept` that has no template, or one without that has nothing else.
    ///
    /// ## Why
    /// With `Accept`, systemd starts an instance of `NAME@.service` for each connection; without it,
    /// `NAME.service` for all. If there is only the other one, the socket cannot be started.
    /// It refuses `Accept` with `Service`, and on sockets that have no connections.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.sockets.echo = { listenStreams = [ "7" ]; socketConfig.Accept = true; };
    ///   systemd.services.echo.serviceConfig.ExecStart = "/bin/echo-connection";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.sockets.echo = { listenStreams = [ "7" ]; socketConfig.Accept = true; };
    ///   systemd.services."echo@".serviceConfig.ExecStart = "/bin/echo-connection";
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The socket or the service may be defined elsewhere.
    ///
    /// ## References
    /// `Accept=` in `systemd.socket(5)`.
    pub(crate) static SOCKET_ACCEPT_TEMPLATE = {
        name: "socket-accept-template", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

const LISTEN: &[&str] = &["ListenStream", "ListenDatagram", "ListenSequentialPacket"];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Socket), "Socket", &["Accept"], |cx, unit, _| {
        let Some(accept) = unit.value_of("Socket", "Accept", TRUE) else { return };
        let Some(name) = unit.unit.id.name.known() else { return };
        let refused = if unit.value("Socket", "Service").is_some() {
            Some("with `Accept` it cannot have a `Service`")
        } else if has_lines(unit, "ListenDatagram") {
            Some("a datagram socket has no connections to accept")
        } else {
            None
        };
        if let Some(reason) = refused {
            let message = format!("systemd refuses `{}`: {reason}", unit.name());
            let range = accept.key(cx);
            return cx.report(accept.fact.file, range, message).emit();
        }
        let (there, wanted) = (format!("{name}.service"), format!("{name}@.service"));
        if unit.lacks("Socket", "Service") {
            report(cx, unit, &accept, &there, &wanted);
        }
    });
    whole::for_each(cx, Some(UnitType::Socket), "Socket", LISTEN, |cx, unit, lines| {
        let Some(name) = unit.unit.id.name.known() else { return };
        let is_first = unit
            .lines("Socket", &lines[0].line.directive)
            .is_some_and(|all| all.first().is_some_and(|it| it.is_with(&lines[0])));
        if is_first && unit.lacks("Socket", "Accept") && unit.lacks("Socket", "Service") {
            let (there, wanted) = (format!("{name}@.service"), format!("{name}.service"));
            report(cx, unit, &lines[0], &there, &wanted);
        }
    });
}

fn has_lines(unit: &Whole<'_, '_>, directive: &str) -> bool {
    let lines = unit.lines("Socket", directive).unwrap_or_default();
    lines.iter().any(|it| it.line.literal().is_some_and(|it| !it.is_empty()))
}

/// Reports a socket of which only the wrong service is there.
fn report<'a>(
    cx: &mut ProjectContext<'a>,
    unit: &Whole<'_, 'a>,
    said: &Said<'a>,
    there: &str,
    wanted: &str,
) {
    // Any manager's: what home-manager writes is a user's, too.
    let is_defined = [UnitManager::System, UnitManager::User, UnitManager::Home]
        .iter()
        .any(|manager| unit.of_manager(*manager, wanted).is_some());
    let Some(service) = unit.other_named(there) else { return };
    let is_sure = !is_defined && !unit.view().may_be_elsewhere(unit.files) && service.is_own();
    if !is_sure || !unit.files.packages().is_empty() {
        return;
    }
    let message = format!(
        "`{}` cannot be started: it needs `{wanted}`, and there is only `{there}`",
        unit.name()
    );
    let help = match wanted.contains('@') {
        true => "with `Accept`, each connection gets an instance of a template",
        false => "set `Accept = true` for one instance for each connection",
    };
    let range = said.key(cx);
    let (other, place) = (service.anchor.fact.file, service.anchor.fact.definition.place.key);
    cx.report(said.fact.file, range, message)
        .help(help)
        .related(&other.source, place, "the service is defined here")
        .emit();
}
