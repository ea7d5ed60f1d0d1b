//! Virtual hosts that add a folder to a certificate which is validated by DNS.

use crate::facts::Fact;
use crate::memory::TextTest;
use crate::views::certs::{Cert, Certs};
use crate::{Fix, ProjectContext, edits};

static HAS_OWN_HOSTS: TextTest = TextTest(|text| {
    let makers = ["submodule", "mapAttrs", "genAttrs", "listToAttrs"];
    text.contains("acmeRoot") && makers.iter().any(|word| text.contains(word))
});

pub(super) fn check<'a>(cx: &mut ProjectContext<'a>, certs: &Certs<'a>, cert: &Cert<'a>) {
    let (Some(dns), Some(name)) = (cert.set("dnsProvider"), cert.name.name()) else {
        return;
    };
    let says_otherwise =
        ["webroot", "inheritDefaults"].iter().any(|key| !cert.option(key).is_empty());
    if says_otherwise {
        return;
    }
    let is_asking = |fact: &&Fact<'a>| {
        fact.definition.last_name() == Some("enableACME")
            && fact.definition.value.truth() == Some(true)
            && fact.definition.path.get(3).is_some_and(|it| it.name() == Some(name))
            && certs.meet(fact, &dns)
    };
    let Some(host) = certs.hosts.iter().find(is_asking) else {
        return;
    };
    let is_free = certs
        .hosts
        .iter()
        .filter(|fact| fact.definition.path[3] == host.definition.path[3])
        .all(|fact| {
            let key = fact.definition.path.get(4).and_then(|it| it.name());
            let is_other =
                ["acmeRoot", "useACMEHost", "serverName"].contains(&key.unwrap_or("acmeRoot"));
            let hides = key == Some("enableACME") && fact.definition.value.truth() != Some(true);
            !is_other && !hides
        });
    if !is_free || has_own_hosts(cx) {
        return;
    }
    let (place, source) = (host.definition.place, &host.file.source);
    let path = place.before_key(&source.text);
    let is_own = !place.is_shared && !place.is_partial;
    let fix = is_own.then(|| {
        let new = format!("{path}acmeRoot = null;");
        let edit = edits::insert_after(&source.text, place.statement, &new);
        Fix::risky("Add no folder for this host", source.id, edit)
    });
    let message = format!(
        "\"{name}\" has dnsProvider and, from the virtual host, webroot; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed"
    );
    cx.report(dns.file, dns.definition.place.key, message)
        .related(source, place.key, "this adds the webroot, unless acmeRoot is null")
        .fix(fix)
        .emit();
}

/// Whether the project gives virtual hosts a default of its own, or makes them by functions.
fn has_own_hosts(cx: &ProjectContext<'_>) -> bool {
    !cx.files_with(&HAS_OWN_HOSTS).is_empty()
}
