//! Reports settings of pam_mount that have options.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item, TextPart, ValueKind};
use crate::{Fix, LintContext, Releases, TextEdit};
use cfglint_syntax::TextRange;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A setting for all of pam_mount among the volumes.
    ///
    /// ## Why
    /// NixOS writes the element itself, from an option. Of two such elements one is ignored, and which one
    /// it is has changed.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   security.pam.mount.extraVolumes = [ "<path>${pkgs.bindfs}/bin</path>" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   security.pam.mount.additionalSearchPaths = [ pkgs.bindfs ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: turns `<path>` into `additionalSearchPaths`, if it is the only element and names the `bin` of
    /// packages.
    ///
    /// ## References
    /// nixpkgs pull requests 72664 and 126069.
    pub(crate) static PAM_MOUNT_RAW_XML = {
        name: "pam-mount-raw-xml", group: Auth, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(21, 11),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["extraVolumes"], check),
    }
}

/// Elements and their options.
const OPTIONS: &[(&str, &str)] = &[
    ("path", "additionalSearchPaths"),
    ("fusemount", "fuseMountOptions"),
    ("mkmountpoint", "createMountPoints and removeCreatedMountPoints"),
    ("debug", "debugLevel"),
    ("logout", "logoutWait, logoutHup, logoutTerm and logoutKill"),
];

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let is_volumes = definition.is(&["security", "pam", "mount", "extraVolumes"]);
    if !is_volumes || cx.module.hides(definition) {
        return;
    }
    let items = definition.value.items();
    for item in &items {
        let ValueKind::Str(text) = &item.value.kind else {
            continue;
        };
        let text = text.with_holes();
        let Some((tag, option)) = OPTIONS.iter().find(|(tag, _)| has_element(&text, tag)) else {
            continue;
        };
        let fix = fix(cx, definition, item).filter(|_| items.len() == 1 && *tag == "path");
        let message = format!(
            "<{tag}> in extraVolumes repeats a global setting; use security.pam.mount.{option}"
        );
        cx.report(item.range, message).fix(fix).emit();
    }
}

fn has_element(text: &str, tag: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text[at + 1..]
            .strip_prefix(tag)
            .is_some_and(|rest| rest.starts_with(['>', '/', ' ', '\t', '\n']))
    })
}

fn fix(cx: &LintContext<'_>, definition: &Definition, item: &Item) -> Option<Fix> {
    let place = definition.place;
    let ValueKind::Str(text) = &item.value.kind else {
        return None;
    };
    let mut packages = Vec::new();
    let mut rest = String::new();
    for part in &text.parts {
        match part {
            TextPart::Literal(text) => rest.push_str(text),
            TextPart::Hole(hole) => {
                let inner = hole.text.strip_prefix("${")?.strip_suffix('}')?.trim();
                let is_plain =
                    inner.bytes().all(|it| it.is_ascii_alphanumeric() || b"._-'".contains(&it));
                packages.push(is_plain.then_some(inner)?);
                rest.push('@');
            }
        }
    }
    let paths = rest.trim().strip_prefix("<path>")?.strip_suffix("</path>")?;
    let is_bins = paths.split(':').all(|path| path.trim() == "@/bin");
    let is_own = !place.is_shared
        && !place.is_partial
        && cx.text()[place.key] == *"extraVolumes"
        && cx.text()[place.value].starts_with('[')
        && !cx.text()[place.value].contains('#');
    let range = TextRange::new(place.key.start(), place.value.end());
    let new = format!("additionalSearchPaths = [ {} ]", packages.join(" "));
    let edit = TextEdit::replace(range, new);
    (is_own && is_bins)
        .then(|| Fix::risky("Say it with `additionalSearchPaths`", cx.source.id, edit))
}
