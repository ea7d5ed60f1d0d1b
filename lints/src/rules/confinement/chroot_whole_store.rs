//! Reports chroots that hold the whole Nix store.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item, ValueKind};
use crate::views::confinement::is_confined;
use crate::views::unit::LocalUnit;
use crate::{Fix, LintContext, Releases, Severity, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// The whole store in a root directory that is made for one service.
    ///
    /// ## Why
    /// A root of its own is to hide from a service what it does not need. The store holds every program and
    /// every configuration of the machine. Confinement binds only what the service needs.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.sandboxed = { confinement.enable = true; serviceConfig.BindReadOnlyPaths = [ "/nix/store" "/etc/ssl" ]; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.sandboxed = { confinement.enable = true; serviceConfig.BindReadOnlyPaths = [ "/etc/ssl" ]; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe, and only with confinement: removes the element. A path that the commands do not name is then
    /// missing at run time; list it in `confinement.packages`.
    ///
    /// ## When it is silent
    /// The service has no root of its own. Without confinement the finding is a hint.
    ///
    /// ## References
    /// nixpkgs pull request 57519.
    pub(crate) static CHROOT_WHOLE_STORE = {
        name: "chroot-whole-store", group: Confinement, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Definition(&["BindReadOnlyPaths", "BindPaths"], check),
    }
}

/// Ways to write it.
const STORE: &[&str] = &["/nix/store", "/nix/store/", "/nix", "/nix/", "${builtins.storeDir}"];

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_bind = part.is("services", "serviceConfig", "BindReadOnlyPaths")
        || part.is("services", "serviceConfig", "BindPaths");
    if !is_bind || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let unit = LocalUnit::of(cx.module, definition, &part);
    let is_confined = is_confined(&unit, &part);
    if !is_confined && !has_own_root(&unit) {
        return;
    }
    let text = cx.text();
    for item in definition.value.items().iter().filter(|item| is_store(item, text)) {
        let is_own = is_confined
            && !item.is_shared
            && !definition.place.is_shared
            && item.range != definition.value.range
            && definition.place.statement.contains_range(item.range);
        let fix = is_own.then(|| {
            let edit = edits::delete_item(cx.root, text, item.range);
            Fix::risky("Remove the store from the chroot", cx.source.id, edit)
        });
        let remedy = match is_confined {
            true => "remove it, confinement binds the needed paths",
            false => "use confinement.enable to bind only the closure",
        };
        let message = format!("the whole Nix store is visible in this chroot; {remedy}");
        let report = cx.report(item.range, message).fix(fix);
        match is_confined {
            true => report.emit(),
            false => report.severity(Severity::Hint).emit(),
        }
    }
}

/// `TemporaryFileSystem = "/"` or a `RootDirectory`.
fn has_own_root(unit: &LocalUnit<'_>) -> bool {
    let is_root = |text: &str| text.split_whitespace().any(|it| it.split(':').next() == Some("/"));
    let is_emptied = unit
        .get("serviceConfig", "TemporaryFileSystem")
        .any(|it| it.value.items().iter().any(|item| item.value.as_str().is_some_and(is_root)));
    let has_directory = unit.get("serviceConfig", "RootDirectory").any(|it| match &it.value.kind {
        ValueKind::Str(text) => !matches!(text.as_literal(), Some("" | "/")),
        _ => false,
    });
    is_emptied || has_directory
}

fn is_store(item: &Item, text: &str) -> bool {
    match &item.value.kind {
        ValueKind::Str(path) => {
            let path = path.with_holes();
            let path = path.trim_start_matches(['-', '+']);
            let mut fields = path.split(':');
            let from = fields.next().unwrap_or_default();
            let is_same = fields.next().is_none_or(|to| to == from);
            is_same && STORE.contains(&from)
        }
        ValueKind::Unknown => text[item.value.range] == *"builtins.storeDir",
        _ => false,
    }
}
