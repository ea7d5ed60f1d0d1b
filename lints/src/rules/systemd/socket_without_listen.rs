//! Reports sockets that listen nowhere.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::activation::{has_drop_in, is_own_with_service};
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A socket that does not say where it listens.
    ///
    /// ## Why
    /// systemd refuses a socket without `ListenStream`, `ListenDatagram` or another of their kind, and its
    /// service is started by nobody.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.echo.serviceConfig.ExecStart = "/bin/echo-server";
    ///   systemd.sockets.echo = { wantedBy = [ "sockets.target" ]; socketConfig.SocketMode = "0660"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.echo.serviceConfig.ExecStart = "/bin/echo-server";
    ///   systemd.sockets.echo = {
    ///     wantedBy = [ "sockets.target" ];
    ///     listenStreams = [ "/run/echo" ];
    ///     socketConfig.SocketMode = "0660";
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The socket may be defined elsewhere, as those of packages and of NixOS are: its service is not
    /// defined here with its command.
    ///
    /// ## References
    /// `systemd.socket(5)`.
    pub(crate) static SOCKET_WITHOUT_LISTEN = {
        name: "socket-without-listen", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

const LISTEN: &[&str] = &[
    "ListenStream",
    "ListenDatagram",
    "ListenSequentialPacket",
    "ListenFIFO",
    "ListenSpecial",
    "ListenNetlink",
    "ListenMessageQueue",
    "ListenUSBFunction",
];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each_unit(cx, UnitType::Socket, |cx, unit| {
        let is_silent = LISTEN.iter().all(|it| unit.lacks("Socket", it));
        if !is_silent || !is_own_with_service(unit, "Socket", "Service") || has_drop_in(cx, unit) {
            return;
        }
        let message =
            format!("systemd refuses `{}`: it does not say where it listens", unit.name());
        let range = unit.anchor.fact.definition.place.key;
        cx.report(unit.anchor.fact.file, range, message)
            .help("set `ListenStream` or another of its kind")
            .emit();
    });
}
