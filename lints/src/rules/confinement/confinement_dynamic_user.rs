//! Reports dynamic users of confined services.

use crate::facts::{Fact, Unit};
use crate::lint::{Check, declare_lint};
use crate::model::UnitPart;
use crate::views::confinement::{BEARS_ALL, confined, is_used};
use crate::views::options;
use crate::views::unit::JoinedUnit;
use crate::{Fix, Indel, ProjectContext, Releases, TextEdit, edits};
use cfglint_syntax::TextRange;

#[cfg(test)]
mod tests;

declare_lint! {
    /// `DynamicUser` on a confined service.
    ///
    /// ## Why
    /// A dynamic user implies `ProtectSystem=strict`, for which systemd mounts folders that the chroot of
    /// confinement does not have: the unit fails to start, or the build stops at an assertion.
    /// From NixOS 24.11 on both work together.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.qr = { confinement.enable = true; serviceConfig = { ExecStart = "/bin/qr"; DynamicUser = true; }; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.qr = { confinement.enable = true; serviceConfig = { ExecStart = "/bin/qr"; User = "qr"; Group = "qr"; }; };
    ///   users.users.qr = { isSystemUser = true; group = "qr"; };
    ///   users.groups.qr = { };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: makes a user and a group of the unit's name. They keep their numbers and their files, which
    /// those of a dynamic user do not. Without any user the service would run as root.
    ///
    /// ## When it is silent
    /// The `release` is not known, and a machine of the project has a `system.stateVersion` of 24.11 or newer.
    ///
    /// ## References
    /// nixpkgs pull requests 57519 and 289593.
    pub(crate) static CONFINEMENT_DYNAMIC_USER = {
        name: "confinement-dynamic-user", group: Confinement, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::between((19, 3), (23, 11)),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    if !is_used(cx) || cx.release().is_none() && options::is_since(cx, BEARS_ALL) {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (_, parts) in services.iter() {
        for (fact, part) in parts {
            let is_dynamic = part.is("services", "serviceConfig", "DynamicUser")
                && fact.definition.value.truth() == Some(true);
            if is_dynamic && let Some(enable) = confined(&imports, parts, fact, part) {
                report(cx, parts, fact, part, &enable);
            }
        }
    }
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    parts: &Unit<'a>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    enable: &Fact<'a>,
) {
    let imports = cx.imports();
    let unit = JoinedUnit::of(&imports, parts, fact);
    let has_user = ["User", "Group"].iter().any(|key| !unit.is_silent_on("serviceConfig", key));
    let name = part.name.name().filter(|_| !has_user);
    let fix = name.and_then(|name| {
        let edit = static_user(cx, fact, name)?;
        let title = format!("Run it as a user `{name}` that always exists");
        Some(Fix::risky(title, fact.file.source.id, edit))
    });
    let message = format!(
        "DynamicUser does not work with confinement of \"{}\" before NixOS 24.11; use a user from users.users",
        part.name.text()
    );
    cx.report(fact.file, fact.definition.place.key, message)
        .related(&enable.file.source, enable.definition.place.key, "the service is confined here")
        .fix(fix)
        .emit();
}

fn static_user(cx: &mut ProjectContext<'_>, fact: &Fact<'_>, name: &str) -> Option<TextEdit> {
    let text = &fact.file.source.text;
    let place = fact.definition.place;
    let user = format!("{{ isSystemUser = true; group = \"{name}\"; }}");
    let parse = cx.parse(fact.file);
    let new: &[(&[&str], &str)] =
        &[(&["users", "users", name], &user), (&["users", "groups", name], "{ }")];
    let mut indels =
        edits::insert_beside(parse.root(), text, fact.definition, new)?.indels().to_vec();
    let range = TextRange::new(place.key.start(), place.value.end());
    let prefix = place.before_key(text);
    let insert = format!("User = \"{name}\"; {prefix}Group = \"{name}\"");
    indels.push(Indel { delete: range, insert });
    TextEdit::from_indels(indels)
}
