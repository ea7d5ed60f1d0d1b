//! Reports a deprecated way to run some commands as root.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, UnitPart, ValueKind};
use crate::{Fix, Indel, LintContext, Releases, Tag, TextEdit, edits};
use cfglint_syntax::{TextRange, TextSize};

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
    cx.report(definition.place.key, message).fix(fix).tag(Tag::Deprecated).emit();
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
    let delete = edits::delete_definition(cx.root, cx.text(), &definition.place)?;
    let mut indels = delete.indels().to_vec();
    for other in cx.module.definitions.iter().filter(|other| other.root == definition.root) {
        let Some(it) = other.unit_part() else {
            continue;
        };
        if (it.manager, it.kind, it.name) != (part.manager, part.kind, part.name) {
            continue;
        }
        if it.section.is_empty() && SCRIPTS.contains(&it.key) {
            return None;
        }
        if it.section != "serviceConfig" || !COMMANDS.contains(&it.key) {
            continue;
        }
        for item in other.value.items() {
            indels.extend(prefix(cx.text(), &item.value.kind, item.range, other.place.statement)?);
        }
        if matches!(other.value.kind, ValueKind::Unknown) {
            return None;
        }
    }
    TextEdit::from_indels(indels)
}

/// Inserts `+` at the beginning of a literal command; nothing if it is there already.
fn prefix(
    text: &str,
    value: &ValueKind,
    range: TextRange,
    statement: TextRange,
) -> Option<Option<Indel>> {
    let ValueKind::Str(command) = value else {
        return None;
    };
    let source = text.get(usize::from(range.start())..usize::from(range.end()))?;
    if !statement.contains_range(range) || !source.starts_with('"') {
        return None;
    }
    if command.with_holes().trim_start_matches(['-', '@', ':']).starts_with(['+', '!']) {
        return Some(None);
    }
    let at = range.start() + TextSize::of('"');
    Some(Some(Indel { delete: TextRange::empty(at), insert: "+".to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::PERMISSIONS_START_ONLY;
    use crate::testing::check;

    #[test]
    fn commands_are_marked() {
        check(
            &PERMISSIONS_START_ONLY,
            r#"
{ pkgs, ... }: {
  systemd.services.kiwi.serviceConfig = {
    User = "kiwi";
    # The folder belongs to root at first.
    PermissionsStartOnly = true;
  # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
    ExecStart = "/bin/kiwi";
    ExecStartPre = [ "/bin/chown kiwi /srv/kiwi" "+/bin/true" "${pkgs.kiwi}/bin/init" ];
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.kiwi.serviceConfig = {
    User = "kiwi";
    # The folder belongs to root at first.
    ExecStart = "/bin/kiwi";
    ExecStartPre = [ "+/bin/chown kiwi /srv/kiwi" "+/bin/true" "+${pkgs.kiwi}/bin/init" ];
  };
}
"#,
        );
    }

    #[test]
    fn a_script_is_not_touched() {
        check(
            &PERMISSIONS_START_ONLY,
            r#"
{
  systemd.services.kiwi = {
    preStart = "chown kiwi /srv/kiwi";
    serviceConfig.PermissionsStartOnly = "yes";
                # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
  };
}
"#,
        );
    }

    #[test]
    fn optional_part() {
        check(
            &PERMISSIONS_START_ONLY,
            r#"
{ lib, cfg, ... }: {
  systemd.services.kiwi.serviceConfig = { User = "kiwi"; } // lib.optionalAttrs cfg.migrate {
    PermissionsStartOnly = true;
  # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
  };
}
#-- unsafe fix
{ lib, cfg, ... }: {
  systemd.services.kiwi.serviceConfig = { User = "kiwi"; } // lib.optionalAttrs cfg.migrate {
  };
}
"#,
        );
    }

    #[test]
    fn forced_off() {
        check(
            &PERMISSIONS_START_ONLY,
            r#"
{ lib, ... }: lib.mkMerge [
  { systemd.services.kiwi.serviceConfig.PermissionsStartOnly = true; }
  { systemd.services.kiwi.serviceConfig.PermissionsStartOnly = lib.mkForce false; }
]
"#,
        );
    }

    #[test]
    fn other_options() {
        check(
            &PERMISSIONS_START_ONLY,
            r#"
{ systemd.services.kiwi.serviceConfig.RootDirectoryStartOnly = true; }
"#,
        );
    }
}
