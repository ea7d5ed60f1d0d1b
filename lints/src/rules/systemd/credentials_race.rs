//! Reports commands that run while the credentials of a service are set up.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::whole::{self, Said};
use crate::{ProjectContext, Releases, Severity};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `ExecStartPost` of a service with credentials, of which the type is `simple`.
    ///
    /// ## Why
    /// With `Type=simple` systemd does not wait until the program runs. It sets up the credentials
    /// once for the service and once for the command after it, at the same time. From version 257
    /// on it warns of that race, and takes `exec` where no type is set. Unless the version is known to
    /// be such a one, this is a hint.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.web.serviceConfig = {
    ///     Type = "simple";
    ///     ExecStart = "/opt/web/bin/web";
    ///     ExecStartPost = "/opt/web/bin/announce";
    ///     LoadCredential = "key:/run/keys/web";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.web.serviceConfig = {
    ///     Type = "exec";
    ///     ExecStart = "/opt/web/bin/web";
    ///     ExecStartPost = "/opt/web/bin/announce";
    ///     LoadCredential = "key:/run/keys/web";
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// If systemd is known to be older, or no type is set.
    ///
    /// ## References
    /// `Type=` in `systemd.service(5)`; `service_verify` in systemd's `src/core/service.c`.
    pub(crate) static CREDENTIALS_RACE = {
        name: "credentials-race", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

/// The first version that warns.
const SINCE: u16 = 257;

const CREDENTIALS: &[&str] = &[
    "ImportCredential",
    "LoadCredential",
    "LoadCredentialEncrypted",
    "SetCredential",
    "SetCredentialEncrypted",
];

fn check(cx: &mut ProjectContext<'_>) {
    let (is_sure, may_be) = (cx.versions().all_since(SINCE), cx.versions().any_since(SINCE));
    if !may_be {
        return;
    }
    let severity = if is_sure { Severity::Warning } else { Severity::Hint };
    whole::for_each(cx, Some(UnitType::Service), "Service", &["ExecStartPost"], |cx, unit, _| {
        let all = unit.lines("Service", "ExecStartPost").unwrap_or_default();
        let Some(command) = all.first().filter(|_| are_lines(&all)) else { return };
        let is_simple = unit.value_of("Service", "Type", &["simple"]).is_some();
        if !is_simple || !std::ptr::eq(command.fact.definition, unit.anchor.fact.definition) {
            return;
        }
        let lines = CREDENTIALS.iter().filter_map(|it| unit.lines("Service", it));
        let Some(credential) = lines.filter(|it| are_lines(it)).find_map(|it| it.first().cloned())
        else {
            return;
        };
        let message = "with `Type=simple` this command runs while systemd sets up the credentials of the service";
        let (range, place) = (command.key(cx), credential.key(cx));
        cx.report(command.fact.file, range, message)
            .severity(severity)
            .help("set `Type = \"exec\"`, with which it runs once the program is started")
            .related(&credential.fact.file.source, place, "the credential is set here")
            .emit();
    });
}

/// Whether each line has a value, so that none takes back those before it.
fn are_lines(all: &[Said<'_>]) -> bool {
    all.iter().all(|it| it.line.value.as_deref().is_some_and(|value| !value.trim().is_empty()))
}
