//! Reports commands that need a shell where there is none.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::views::confinement::{EXEC, is_confined};
use crate::views::unit::LocalUnit;
use crate::{Fix, LintContext, Releases, TextEdit, edits};
use cfglint_syntax::ast::{AstNode, Lambda};
use cfglint_syntax::{TextRange, TextSize};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `/bin/sh` in a confined service that is to have none.
    ///
    /// ## Why
    /// `confinement.binSh = null` leaves `/bin/sh` out of the chroot, so systemd cannot run the command.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.pipe = { confinement = { enable = true; binSh = null; }; serviceConfig.ExecStart = "/bin/sh -c 'a | b'"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.pipe = { confinement = { enable = true; }; serviceConfig.ExecStart = "/bin/sh -c 'a | b'"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the definition, so that the chroot has a shell. To go without, name a shell by its
    /// store path in the command, which the second fix does: `${pkgs.runtimeShell}`.
    ///
    /// ## When it is silent
    /// `script` and its kin, which bring their shell along; something is bound to `/bin`; commands with
    /// the prefix `+`.
    ///
    /// ## References
    /// nixpkgs commit 46f7dd436f4.
    pub(crate) static CONFINEMENT_NO_SHELL = {
        name: "confinement-no-shell", group: Confinement, severity: Error,
        on_by_default: true, scope: File, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["binSh"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_null = part.is("services", "confinement", "binSh")
        && matches!(definition.value.kind, ValueKind::Null);
    if !is_null || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let unit = LocalUnit::of(cx.module, definition, &part);
    if !is_confined(&unit, &part) || may_have_shell(&unit) {
        return;
    }
    let command = EXEC.iter().find_map(|key| {
        let command = unit.get("serviceConfig", key).find(|it| runs_shell(it))?;
        Some((*key, command))
    });
    let Some((key, command)) = command else {
        return;
    };
    let place = definition.place;
    let fix = edits::delete_definition(cx.root, cx.text(), &place, 2)
        .map(|edit| Fix::risky("Delete `binSh = null`", cx.source.id, edit));
    let shell = named_shell(cx, command).map(|edit| {
        Fix::risky("Name the shell by its store path: `${pkgs.runtimeShell}`", cx.source.id, edit)
    });
    let message = format!(
        "confinement.binSh is null, but {key} runs /bin/sh, which does not exist in the chroot"
    );
    let source = cx.source;
    cx.report(place.key, message)
        .help("name a shell by its store path: ${pkgs.runtimeShell}")
        .related(source, command.place.key, "the shell is needed here")
        .fix(fix)
        .fix(shell)
        .emit();
}

/// `${pkgs.runtimeShell}` in place of `/bin/sh`, where the command is written once and `pkgs` is an
/// argument of the module.
fn named_shell(cx: &LintContext<'_>, command: &Definition) -> Option<TextEdit> {
    let value = command.value.range;
    let source = &cx.text()[value];
    let (at, shell) = source.match_indices("/bin/sh").next()?;
    let is_own = !command.place.is_shared && command.place.statement.contains_range(value);
    let is_string = source.starts_with(['"', '\'']) && source.matches("/bin/sh").count() == 1;
    let lambda = cx.root.descendants().find_map(Lambda::cast)?;
    let mut names = lambda.pattern()?.entries().filter_map(|it| it.name());
    let has_packages = names.any(|it| it.text() == "pkgs");
    let start = value.start() + TextSize::new(at as u32);
    let edit = TextEdit::replace(TextRange::at(start, TextSize::of(shell)), "${pkgs.runtimeShell}");
    (is_own && is_string && has_packages).then_some(edit)
}

/// Whether something may be bound to `/bin/sh`.
fn may_have_shell(unit: &LocalUnit<'_>) -> bool {
    ["BindReadOnlyPaths", "BindPaths", "MountImages", "ExtensionDirectories"].iter().any(|key| {
        unit.get("serviceConfig", key).any(|it| match &it.value.kind {
            ValueKind::List(list) if list.is_complete => list.items.iter().any(|item| {
                item.value.as_str().is_none_or(|path| path.contains("/bin") || path == "/")
            }),
            ValueKind::Str(text) => text.as_literal().is_none_or(|path| path.contains("/bin")),
            _ => true,
        })
    })
}

fn runs_shell(definition: &Definition) -> bool {
    definition.value.items().iter().any(|item| {
        let Some(command) = item.value.as_str() else {
            return false;
        };
        let program = command.split_whitespace().next().unwrap_or_default();
        let prefix = program.len() - program.trim_start_matches(['-', '!', '@', ':', '+']).len();
        program[prefix..] == *"/bin/sh" && !program[..prefix].contains('+')
    })
}
