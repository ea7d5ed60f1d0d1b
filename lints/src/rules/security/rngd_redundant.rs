//! Reports daemons that feed the kernel with randomness it has.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::{Fix, LintContext, Release, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A daemon that collects randomness for the kernel.
    ///
    /// ## Why
    /// The kernel takes randomness from the hardware itself since 3.17, and gathers it from the jitter of
    /// the processor at boot since 5.6. The daemon only slows the boot.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   services.haveged.enable = true;
    ///   services.openssh.enable = true;
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   services.openssh.enable = true;
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the definition.
    ///
    /// ## When it is silent
    /// Of haveged and jitterentropy: releases before 21.05, whose kernel is older than 5.6, and files that
    /// choose such a kernel. Of `security.rngd`: unless the `release` is 20.09 or older, as it is gone since.
    ///
    /// ## References
    /// nixpkgs issue 96067, pull request 96092; `random(4)`.
    pub(crate) static RNGD_REDUNDANT = {
        name: "rngd-redundant", group: Security, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["enable"], check),
    }
}

/// The first release whose kernel is 5.6 or newer.
const NEW_KERNEL: Release = Release { year: 21, month: 5 };

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let is_new = cx.release().is_none_or(|release| release >= NEW_KERNEL);
    let is_old = cx.release().is_some_and(|release| release < NEW_KERNEL);
    let daemon = [
        (&["services", "haveged", "enable"], "haveged", is_new),
        (&["services", "jitterentropy-rngd", "enable"], "jitterentropy-rngd", is_new),
        (&["security", "rngd", "enable"], "rngd", is_old),
    ];
    let daemon = daemon.iter().find(|(path, _, holds)| *holds && definition.is(*path));
    let Some((_, daemon, _)) = daemon else {
        return;
    };
    let is_set = matches!(definition.value.kind, ValueKind::Bool(true));
    if !is_set
        || cx.module.hides(definition)
        || cx.module.declares(&definition.path)
        || has_old_kernel(cx)
    {
        return;
    }
    let edit = edits::delete_definition(cx.root, cx.text(), &definition.place, 2);
    let fix = edit.map(|edit| Fix::risky(format!("Do not run {daemon}"), cx.source.id, edit));
    let message =
        format!("the kernel feeds hardware randomness itself; {daemon} only slows the boot");
    cx.report(definition.place.key, message).fix(fix).emit();
}

/// Whether the file chooses a kernel that is, or may be, too old.
fn has_old_kernel(cx: &LintContext<'_>) -> bool {
    cx.module.definitions.iter().any(|definition| {
        let text = &cx.text()[definition.place.value];
        definition.is_below(&["boot", "kernelPackages"])
            && ["Packages_3", "Packages_4", "Packages_5"].iter().any(|it| text.contains(it))
    })
}
