//! Reports services that do not wait for the certificate they read.

use rustc_hash::FxHashSet;

use crate::facts::{Fact, UnitKey, unit_of};
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{Manager, UnitPart};
use crate::views::consumers::{Part, certs_in, is_read, words};
use crate::views::syntax::named_binding;
use crate::{Fix, Indel, ProjectContext, Releases, TextEdit, edits};

mod silence;
#[cfg(test)]
mod tests;

declare_lint! {
    /// A service that reads a certificate and does not wait for it.
    ///
    /// ## Why
    /// At the first boot the certificate is made while services start. One that reads the files of
    /// ACME and is not ordered after the unit that makes them finds nothing, and fails.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.xmpp.serviceConfig.LoadCredential = [ "k:/var/lib/acme/im.example/key.pem" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.xmpp.serviceConfig.LoadCredential = [ "k:/var/lib/acme/im.example/key.pem" ];
    ///   systemd.services.xmpp.wants = [ "acme-im.example.service" ];
    ///   systemd.services.xmpp.after = [ "acme-im.example.service" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: the service waits for the certificate. Before 25.11 that is the real one, so it must not
    /// be done to a web server that answers the challenge for it.
    ///
    /// ## When it is silent
    /// Services that depend on a unit of that certificate, or on a service that does; that are started by
    /// a timer, a path or the renewal; that check for the file; and web servers that NixOS orders itself.
    /// Computed dependencies.
    /// Configuration files count where their text is written with `writeText` or `toFile`.
    ///
    /// ## References
    /// nixpkgs issue 60180, pull request 60219.
    pub(crate) static ACME_CONSUMER_UNORDERED = {
        name: "acme-consumer-unordered", group: Acme, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let readers = cx.select(&READERS);
    if readers.is_empty() {
        return;
    }
    let services = cx.units("services");
    let mut seen = FxHashSet::default();
    let started = silence::Started::new(cx);
    for key in readers.iter().filter_map(unit_of).filter(|key| seen.insert(*key)) {
        let parts = services.get(&key);
        let Some((fact, certs)) = parts.iter().find_map(|(fact, part)| {
            let is_used = is_read(part)
                && !parts.hides(fact)
                && !parts.is_disabled(fact)
                && !fact.file.module.declares(&fact.definition.path);
            let certs = if is_used { certs_in(&fact.definition.value) } else { Vec::new() };
            (!certs.is_empty()).then_some((*fact, certs))
        }) else {
            continue;
        };
        let is_system = key.0 == Manager::System;
        if !is_system || started.has(key) {
            continue;
        }
        let waits = |cert: &String| silence::waits_for(cx, &services, parts, key, cert);
        if let Some(cert) = certs.iter().find(|cert| !waits(cert)) {
            report(cx, key, parts, &fact, cert);
        }
    }
}

/// What names the file of a certificate, and is read by a service.
static READERS: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| {
        let is_reader = |part: &UnitPart<'_>| part.kind == "services" && is_read(part);
        it.unit_part().as_ref().is_some_and(is_reader) && !certs_in(&it.value).is_empty()
    },
};

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    key: UnitKey<'a>,
    parts: &[Part<'a>],
    fact: &Fact<'a>,
    cert: &str,
) {
    let name = key.1.text();
    let message = format!(
        "\"{name}\" reads the certificate of \"{cert}\" but does not wait for acme-{cert}.service; the first boot may fail"
    );
    let is_free = !parts.iter().any(|(other, part)| {
        ["wants", "after"].contains(&part.key) && other.file.source.id == fact.file.source.id
    });
    let fix = fix(cx, fact, cert).filter(|_| is_free);
    cx.report(fact.file, fact.definition.place.key, message).fix(fix).emit();
}

fn fix(cx: &ProjectContext<'_>, fact: &Fact<'_>, cert: &str) -> Option<Fix> {
    let (place, source) = (fact.definition.place, &fact.file.source);
    if place.is_shared || cert.contains("${") {
        return None;
    }
    let part = fact.definition.unit_part()?;
    let option = if part.section.is_empty() { part.key } else { part.section };
    let parse = cx.parse(fact.file);
    let (binding, range) = named_binding(parse.root(), place.statement, option)?;
    let statement = cfglint_syntax::ast::AstNode::node(binding).range();
    let path = &source.text[usize::from(statement.start())..usize::from(range.start())];
    let line = |option: &str| format!("{path}{option} = [ \"acme-{cert}.service\" ];");
    let (first, second) = (line("wants"), line("after"));
    let edit = edits::insert_after(&source.text, statement, &first);
    let [Indel { delete, insert }] = edit.indels() else {
        return None;
    };
    let space = insert.strip_suffix(&*first)?;
    let edit = TextEdit::replace(*delete, format!("{insert}{space}{second}"));
    let title = format!("Wait for acme-{cert}.service");
    Some(Fix::risky(title, source.id, edit))
}

/// The units that a service names as its dependencies; `None` if some of them are not known.
fn dependencies(parts: &[Part<'_>], options: &[&str]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for (fact, part) in parts {
        let is_list = part.section.is_empty() && options.contains(&part.key);
        let is_directive = part.section == "unitConfig"
            && options.iter().any(|option| option.eq_ignore_ascii_case(part.key));
        if is_list || is_directive {
            let (words, is_known) = words(&fact.definition.value);
            all.extend(words);
            if !is_known {
                return None;
            }
        }
    }
    Some(all)
}
