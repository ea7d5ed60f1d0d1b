//! Reports services that keep an old certificate.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::{Manager, ValueKind};
use crate::views::cert_paths::is_fixed;
use crate::views::certs::{Cert, ending};
use crate::views::consumers::{certs_in, is_read, words};
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A service that reads a certificate and is not reloaded when that is renewed.
    ///
    /// ## Why
    /// Most programs read a certificate when they start. Unless something reloads them, they show the
    /// old one until it expires.
    /// Some look at the file themselves, which is why this is not on by default.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   services.mosquitto.listeners = [ ];
    ///   services.mosquitto.certfile = "/var/lib/acme/mq.example/fullchain.pem";
    ///   security.acme.certs."mq.example".group = "mosquitto";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   services.mosquitto.listeners = [ ];
    ///   services.mosquitto.certfile = "/var/lib/acme/mq.example/fullchain.pem";
    ///   security.acme.certs."mq.example" = { group = "mosquitto"; reloadServices = [ "mosquitto.service" ]; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: reloads the unit after a renewal, or restarts it where it gets the certificate as a
    /// credential or cannot be reloaded. What the unit
    /// of an option below `services` is called is not said, so that there is none for these.
    ///
    /// ## When it is silent
    /// Certificates of which these files say nothing. Where `reloadServices` or `postRun`, of the
    /// certificate or of all, name the service or cannot be read, or where a unit of ACME is said to pull
    /// something in. Web servers that NixOS reloads itself, and rabbitmq, which reads its files again.
    ///
    /// ## References
    /// nixpkgs pull request 140743.
    pub(crate) static ACME_CONSUMER_NOT_RELOADED = {
        name: "acme-consumer-not-reloaded", group: Acme, severity: Hint,
        on_by_default: false, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// Servers that NixOS reloads itself, and those that read their files again by themselves.
const SERVERS: &[&str] = &["nginx", "httpd", "caddy", "h2o", "rabbitmq"];

fn check(cx: &mut ProjectContext<'_>) {
    let certs = cx.certs();
    let imports = cx.imports();
    let pulls_in = cx.definitions().any(|(_, definition)| {
        definition.unit_part().is_some_and(|part| {
            ["wantedBy", "requiredBy", "partOf"].contains(&part.key)
                && words(&definition.value).0.iter().any(|word| word.starts_with("acme-"))
        })
    });
    if pulls_in {
        return;
    }
    let mut by_name: FxHashMap<&str, &Cert<'_>> = FxHashMap::default();
    for cert in &certs.all {
        by_name
            .extend(cert.name.name().filter(|it| !by_name.contains_key(it)).map(|it| (it, cert)));
    }
    let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
    for (file, definition) in cx.definitions() {
        let fact = Fact { file, definition };
        let Some(name) = consumer(&fact) else {
            continue;
        };
        for used in certs_in(&definition.value).iter().filter(|cert| is_fixed(cert)) {
            let Some(cert) = by_name.get(used.as_str()).copied() else { continue };
            let is_one_machine = cert.parts.iter().any(|part| {
                part.joins(&fact) && imports.are_together(part.file.source.id, file.source.id)
            });
            let mut hooks = cert.option("reloadServices");
            hooks.extend(cert.option("postRun"));
            hooks.extend(ending(&certs.defaults, "reloadServices"));
            hooks.extend(ending(&certs.defaults, "postRun"));
            let is_new = seen.insert((name.to_owned(), used.clone()));
            if is_one_machine
                && cert.is_known()
                && is_new
                && !hooks.iter().any(|hook| names(hook, name))
            {
                let message = format!(
                    "nothing reloads \"{name}\" when \"{used}\" is renewed; it keeps the old certificate"
                );
                let fix = fix(cert, &fact, name).filter(|_| hooks.is_empty());
                cx.report(file, definition.place.key, message).fix(fix).emit();
            }
        }
    }
}

/// Reloads the unit after a renewal. What the unit of `services.<name>` is called is not said.
fn fix(cert: &Cert<'_>, fact: &Fact<'_>, name: &str) -> Option<Fix> {
    let is_credential = fact.definition.unit_part()?.key.starts_with("LoadCredential");
    let part = cert.parts.iter().find(|part| {
        let place = part.definition.place;
        part.definition.path.len() == 5 && !place.is_shared && !place.is_partial
    })?;
    let (place, source) = (part.definition.place, &part.file.source);
    let path = place.before_key(&source.text);
    // A credential is read at start only.
    let (verb, new) = match is_credential {
        true => (
            "Restart",
            format!("{path}postRun = \"systemctl --no-block try-restart {name}.service\";"),
        ),
        false => ("Reload", format!("{path}reloadServices = [ \"{name}.service\" ];")),
    };
    let edit = edits::insert_after(&source.text, place.statement, &new);
    Some(Fix::risky(format!("{verb} {name}.service after a renewal"), source.id, edit))
}

/// The service that a setting is of.
fn consumer<'a>(fact: &Fact<'a>) -> Option<&'a str> {
    let definition = fact.definition;
    let name = match definition.unit_part() {
        Some(part) => {
            let is_it =
                part.manager == Manager::System && part.kind == "services" && is_read(&part);
            part.name.name().filter(|_| is_it)
        }
        None if definition.is_below(&["services", "*", "*"]) => definition.path[1].name(),
        None => None,
    }?;
    let is_exempt = name.contains("acme") || SERVERS.iter().any(|server| name.contains(server));
    (!is_exempt).then_some(name)
}

/// Whether what is run after a renewal names the service, or may do so. Names of units and of
/// options differ: `dovecot2` and `dovecot`.
fn names(hook: &Fact<'_>, name: &str) -> bool {
    let text = match &hook.definition.value.kind {
        ValueKind::Str(text) => text.with_holes(),
        _ => {
            let (words, is_known) = words(&hook.definition.value);
            if !is_known {
                return true;
            }
            words.join(" ")
        }
    };
    let short = name.trim_end_matches(|it: char| it.is_ascii_digit());
    text.contains(short) || text.contains("${")
}
