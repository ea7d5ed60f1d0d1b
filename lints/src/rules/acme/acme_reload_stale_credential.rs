//! Reports services that are reloaded where only a restart reads the new certificate.

use crate::facts::{Fact, Units};
use crate::lint::{Check, declare_lint};
use crate::model::{Item, Manager, Segment, ValueKind};
use crate::views::certs::{CERTIFICATES, Certs, ending};
use crate::views::consumers::{Part, certs_in};
use crate::{Fix, ProjectContext, Releases, TextEdit, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A reload of a service that gets its certificate as a credential.
    ///
    /// ## Why
    /// `LoadCredential` copies the file when the service starts. `reloadServices` only reloads a service
    /// that can be reloaded, and that one reads its old copy again, until the certificate expires.
    /// A service that cannot be reloaded is restarted, which is right.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.ircx.serviceConfig = { ExecReload = "/bin/kill -HUP $MAINPID"; LoadCredential = "c:/var/lib/acme/i.example/full.pem"; };
    ///   security.acme.certs."i.example".reloadServices = [ "ircx.service" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.ircx.serviceConfig = { ExecReload = "/bin/kill -HUP $MAINPID"; LoadCredential = "c:/var/lib/acme/i.example/full.pem"; };
    ///   security.acme.certs."i.example".postRun = "systemctl --no-block try-restart ircx.service";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: restarts the service after a renewal, which ends its connections.
    ///
    /// ## When it is silent
    /// Services without `ExecReload` and `reload`, and those that refresh credentials on reload.
    ///
    /// ## References
    /// `systemd.exec(5)`; the chapter on certificates of the NixOS manual.
    pub(crate) static ACME_RELOAD_STALE_CREDENTIAL = {
        name: "acme-reload-stale-credential", group: Acme, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::since(22, 5),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let is_list = |fact: &Fact<'_>| fact.definition.last_name() == Some("reloadServices");
    if !cx.select(&CERTIFICATES).iter().any(is_list) {
        return;
    }
    let services = cx.units("services");
    for cert in &certs.all {
        for fact in cert.option("reloadServices") {
            let name = cert.name.text();
            check_list(cx, &certs, &services, &fact, Some(name));
        }
    }
    for fact in ending(&certs.defaults, "reloadServices") {
        check_list(cx, &certs, &services, &fact, None);
    }
}

fn check_list<'a>(
    cx: &mut ProjectContext<'a>,
    certs: &Certs<'a>,
    services: &Units<'a>,
    list: &Fact<'a>,
    cert: Option<&str>,
) {
    let items = list.definition.value.items();
    for item in &items {
        let Some(name) = item.value.as_str().and_then(|unit| unit.strip_suffix(".service")) else {
            continue;
        };
        let segment = Segment::Name(name.into());
        let Some(parts) = services.unit(&(Manager::System, &segment, None)) else {
            continue;
        };
        let Some(credential) = parts.iter().find(|(fact, part)| {
            let holds = ["LoadCredential", "LoadCredentialEncrypted"].contains(&part.key)
                && part.section == "serviceConfig"
                && certs_in(&fact.definition.value)
                    .iter()
                    .any(|it| cert.is_none_or(|cert| it == cert));
            holds && certs.meet(fact, list) && !parts.is_disabled(fact)
        }) else {
            continue;
        };
        let refreshes = parts.iter().any(|(_, part)| part.key == "RefreshOnReload");
        if !refreshes && reloads(parts, &credential.0) {
            report(cx, list, &items, item, name);
        }
    }
}

/// Whether the service can be reloaded.
fn reloads(parts: &[Part<'_>], credential: &Fact<'_>) -> bool {
    parts.iter().any(|(fact, part)| {
        let is_reload = (part.section, part.key) == ("serviceConfig", "ExecReload")
            || (part.section, part.key) == ("", "reload");
        let is_set = match &fact.definition.value.kind {
            ValueKind::Str(text) => text.as_literal() != Some(""),
            ValueKind::List(list) => !list.items.is_empty(),
            _ => false,
        };
        is_reload && is_set && fact.joins(credential) && fact.definition.conditions.is_empty()
    })
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    list: &Fact<'a>,
    items: &[Item],
    item: &Item,
    name: &str,
) {
    let (place, source) = (list.definition.place, &list.file.source);
    let text = &source.text;
    let new = format!("postRun = \"systemctl --no-block try-restart {name}.service\";");
    let is_own = !place.is_shared
        && !place.is_partial
        && !item.is_shared
        && place.statement.contains_range(item.range)
        && item.conditions.is_empty()
        && list.definition.order == Some(1000)
        && !edits::may_have(text, place.set, "postRun");
    let edit = || match items {
        [_] => {
            let range = cfglint_syntax::TextRange::new(place.key.start(), place.statement.end());
            let is_plain = !text[range].contains('#') && place.value == list.definition.value.range;
            is_plain.then(|| TextEdit::replace(range, new))
        }
        _ => {
            let path = place.before_key(text);
            let insert = edits::insert_after(text, place.statement, &format!("{path}{new}"));
            edits::delete_item(cx.parse(list.file).root(), text, item.range).union(&insert)
        }
    };
    let fix = is_own
        .then(edit)
        .flatten()
        .map(|edit| Fix::risky("Restart the service after a renewal", source.id, edit));
    let message = format!(
        "\"{name}\" gets its certificate by LoadCredential, which is read at start only; a reload keeps the old one. Restart it"
    );
    cx.report(list.file, item.range, message).fix(fix).emit();
}
