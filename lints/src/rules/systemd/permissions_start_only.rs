//! Reports a deprecated way to run some commands as root.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item, UnitPart, ValueKind};
use crate::{Fix, Indel, LintContext, Releases, Tag, TextEdit, edits};
use cfglint_syntax::{TextRange, TextSize};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `PermissionsStartOnly`, which systemd has deprecated.
    ///
    /// ## Why
    /// It runs every command but `ExecStart` as root, wanted or not, and newer systemd does not document
    /// it any more. The prefix `+` says for one command that it needs privileges; a directory is better
    /// made by `StateDirectory` or by tmpfiles.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.kiwi.serviceConfig = {
    ///     User = "kiwi";
    ///     PermissionsStartOnly = true;
    ///     ExecStartPre = "/bin/chown kiwi /srv/kiwi";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.kiwi.serviceConfig = {
    ///     User = "kiwi";
    ///     ExecStartPre = "+/bin/chown kiwi /srv/kiwi";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the definition and puts `+` before the other commands.
    /// With `+` the sandbox is lifted for them too, not only the user and group.
    /// Not offered where a script option such as `preStart` has commands of its own.
    ///
    /// ## References
    /// `systemd.service(5)`; nixpkgs pull request 60219.
    pub(crate) static PERMISSIONS_START_ONLY = {
        name: "permissions-start-only", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::since(19, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["PermissionsStartOnly"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let fires = part.is("services", "serviceConfig", "PermissionsStartOnly")
        && definition.value.truth() == Some(true)
        && !cx.module.hides(definition)
        && !cx.module.disables(definition, &part);
    if !fires {
        return;
    }
    let title = "Delete `PermissionsStartOnly` and prefix the other commands with `+`";
    let fix = privileged_commands(cx, definition, &part)
        .map(|edit| Fix::risky(title, cx.source.id, edit));
    let message = "PermissionsStartOnly is deprecated; prefix the privileged command with \"+\", or use StateDirectory/tmpfiles";
    let help = fix.is_none().then_some(
        "for a script write `ExecStartPre = [ \"+${pkgs.writeShellScript \"prepare\" \"…\"}\" ]`; where it only makes directories, StateDirectory does",
    );
    let report = cx.report(definition.place.key, message).fix(fix).tag(Tag::Deprecated);
    match help {
        Some(help) => report.help(help).emit(),
        None => report.emit(),
    }
}

const COMMANDS: &[&str] =
    &["ExecStartPre", "ExecStartPost", "ExecReload", "ExecStop", "ExecStopPost"];
const SCRIPTS: &[&str] = &["preStart", "postStart", "preStop", "postStop", "reload"];

/// Deletes the definition and marks the commands, if every one of them is spelled out here.
fn privileged_commands(
    cx: &LintContext<'_>,
    definition: &Definition,
    part: &UnitPart<'_>,
) -> Option<TextEdit> {
    let delete = edits::delete_definition(cx.root, cx.text(), &definition.place, 2)?;
    let mut indels = delete.indels().to_vec();
    for (other, it) in cx.module.of_unit(definition.root, part) {
        if it.section.is_empty() && SCRIPTS.contains(&it.key) {
            return None;
        }
        if it.section != "serviceConfig" || !COMMANDS.contains(&it.key) {
            continue;
        }
        let is_known = match &other.value.kind {
            ValueKind::Unknown => false,
            ValueKind::List(list) => list.is_complete,
            _ => true,
        };
        let is_everywhere = definition.conditions.iter().all(|it| other.conditions.contains(it));
        if !is_known || !is_everywhere || other.place.is_shared {
            return None;
        }
        for item in other.value.items() {
            indels.extend(prefix(cx.text(), &item, other.place.statement)?);
        }
    }
    TextEdit::from_indels(indels)
}

/// Inserts `+` at the beginning of a literal command; nothing if it is there already.
fn prefix(text: &str, item: &Item, statement: TextRange) -> Option<Option<Indel>> {
    let (ValueKind::Str(command), range) = (&item.value.kind, item.range) else {
        return None;
    };
    let source = text.get(usize::from(range.start())..usize::from(range.end()))?;
    if !statement.contains_range(range) || !source.starts_with('"') {
        return None;
    }
    let command = command.with_holes();
    let is_reset = command.is_empty();
    if is_reset || command.trim_start_matches(['-', '@', ':', '|']).starts_with(['+', '!']) {
        return Some(None);
    }
    let at = range.start() + TextSize::of('"');
    Some(Some(Indel { delete: TextRange::empty(at), insert: "+".to_owned() }))
}
