//! Reports sources of users that are no sources of groups.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::options;
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A source of users in `system.nssDatabases.passwd` that is missing in `group`.
    ///
    /// ## Why
    /// One option used to serve both databases and was split. With the source in `passwd` alone, users are
    /// found but their groups are numbers without names, and rules for groups do not match.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   system.nssDatabases.passwd = [ "winbind" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   system.nssDatabases.passwd = [ "winbind" ];
    ///   system.nssDatabases.group = [ "winbind" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: copies the list, if nothing is said of `group`.
    ///
    /// ## When it is silent
    /// The module of NixOS for this source is mentioned, which adds it to both; `group` is computed.
    ///
    /// ## References
    /// `nsswitch.conf(5)`; nixpkgs pull request 86409.
    pub(crate) static NSS_DATABASE_SPLIT = {
        name: "nss-database-split", group: Auth, severity: Hint,
        on_by_default: true, scope: Project, holds: Releases::since(20, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// Sources, and the options whose modules add them to both databases.
const SOURCES: &[(&str, &[&str])] = &[
    ("sss", &["services", "sssd"]),
    ("ldap", &["users", "ldap"]),
    ("winbind", &["services", "samba"]),
    ("oslogin", &["security", "googleOsLogin"]),
    ("cache_oslogin", &["security", "googleOsLogin"]),
];

fn check(cx: &mut ProjectContext<'_>) {
    let users = options::all(cx, &["system", "nssDatabases", "passwd"]);
    let groups = options::all(cx, &["system", "nssDatabases", "group"]);
    if !options::is_silent_on(cx, &["system", "nssDatabases"]) {
        return;
    }
    for fact in users.iter().filter(|fact| !options::is_hidden(&users, fact)) {
        let items = fact.definition.value.items();
        let missing = items.iter().filter_map(|item| item.value.as_str()).find(|name| {
            let source = SOURCES.iter().find(|(source, _)| source == name);
            source.is_some_and(|(name, module)| {
                !cx.definitions_under(module[0]).any(|(_, it)| it.is_below(module))
                    && !groups.iter().any(|group| may_have(group, name))
            })
        });
        if let Some(missing) = missing {
            report(cx, fact, missing, groups.is_empty());
        }
    }
}

fn may_have(group: &Fact<'_>, name: &str) -> bool {
    match &group.definition.value.kind {
        ValueKind::List(list) => {
            let known = |it: &str| it == name;
            !list.is_complete || list.items.iter().any(|it| it.value.as_str().is_none_or(known))
        }
        _ => true,
    }
}

fn report<'a>(cx: &mut ProjectContext<'a>, fact: &Fact<'a>, name: &str, is_alone: bool) {
    let source = &fact.file.source;
    let place = fact.definition.place;
    let fix = is_alone.then(|| {
        let parse = cx.parse(fact.file);
        let new: &[(&[&str], &str)] =
            &[(&["system", "nssDatabases", "group"], &source.text[place.value])];
        let edit = edits::insert_beside(parse.root(), &source.text, fact.definition, new)?;
        Some(Fix::risky("Set `group` to the same list", source.id, edit))
    });
    let message = format!(
        "\"{name}\" is in system.nssDatabases.passwd but not in .group; its groups will not resolve"
    );
    cx.report(fact.file, place.key, message).fix(fix.flatten()).emit();
}
