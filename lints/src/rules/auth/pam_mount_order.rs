//! Reports sessions that begin before the home is there.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::{Fix, LintContext, Release, Releases, TextEdit};
use cfglint_syntax::{TextRange, TextSize};

mod lines;
#[cfg(test)]
mod tests;

use lines::{moved, text_is_wrong};

declare_lint! {
    /// `pam_systemd` before `pam_mount` in the session of a service.
    ///
    /// ## Why
    /// `pam_systemd` starts the user's own systemd, which reads its units from the home directory and keeps
    /// it busy. `pam_mount` then mounts the encrypted home over what is in use, or fails to.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   security.pam.services.tty.text = ''
    ///     session required pam_unix.so
    ///     session optional pam_systemd.so
    ///     session optional pam_mount.so
    ///   '';
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   security.pam.services.tty.text = ''
    ///     session required pam_unix.so
    ///     session optional pam_mount.so
    ///     session optional pam_systemd.so
    ///   '';
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: moves the line of `pam_mount` up, or puts the order on the other side.
    ///
    /// ## When it is silent
    /// One of the modules is missing; a line before them is computed or includes other rules.
    /// Of `startSession` with `pamMount` it speaks only if the `release` is 20.03 or older: later ones mount
    /// first by themselves.
    ///
    /// ## References
    /// nixpkgs issue 31113, pull request 89457.
    pub(crate) static PAM_MOUNT_ORDER = {
        name: "pam-mount-order", group: Auth, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Definition(&["text", "order", "pamMount"], check),
    }
}

const SERVICE: &[&str] = &["security", "pam", "services", "*"];
const MESSAGE: &str =
    "pam_systemd runs before pam_mount: the user manager starts before the encrypted home is there";

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    if !definition.is_below(SERVICE) || cx.module.hides(definition) {
        return;
    }
    let place = definition.place;
    let is_own = !place.is_shared && !place.is_partial;
    let rest: Vec<&str> = definition.path[4..].iter().filter_map(|it| it.name()).collect();
    let (is_wrong, edit) = match rest.as_slice() {
        // Several texts are joined, in an order of their own.
        ["text"] => {
            (text_is_wrong(definition) && is_only_one(cx, definition), moved(cx.text(), definition))
        }
        ["rules", "session", rule @ ("mount" | "systemd"), "order"] => {
            let offset = wrong_offset(cx.text(), definition, rule);
            let edit = offset.map(|(sign, other)| TextEdit::replace(sign, other));
            (offset.is_some() || is_wrong_number(cx, definition, rule), edit)
        }
        ["pamMount"] => (is_wrong_by_default(cx, definition), None),
        _ => (false, None),
    };
    if is_wrong {
        let edit = edit.filter(|_| is_own);
        let fix = edit.map(|edit| Fix::risky("Mount before systemd", cx.source.id, edit));
        cx.report(place.key, MESSAGE).fix(fix).emit();
    }
}

fn is_only_one(cx: &LintContext<'_>, definition: &Definition) -> bool {
    let same = cx.module.definitions.iter().filter(|it| {
        it.root == definition.root && it.path == definition.path && !it.excludes(definition)
    });
    same.filter(|it| !cx.module.hides(it)).count() == 1
}

/// The sign in `….systemd.order + 10`, and the right one.
fn wrong_offset(
    text: &str,
    definition: &Definition,
    rule: &str,
) -> Option<(TextRange, &'static str)> {
    let (other, sign, right) = match rule {
        "mount" => ("systemd", '+', "-"),
        _ => ("mount", '-', "+"),
    };
    let service = definition.path[3].name()?;
    let source = &text[definition.place.value];
    let at = source.find(" + ").or_else(|| source.find(" - "))? + 1;
    let (left, right_side) = (source[..at].trim(), source[at + 1..].trim());
    let left = left.trim_start_matches(['(', ' ']);
    let right_side = right_side.trim_end_matches([')', ' ']);
    let is_number = right_side.parse::<u32>().is_ok_and(|number| number > 0);
    let path = left.strip_prefix("config.security.pam.services.")?;
    let path = path.strip_prefix('"').unwrap_or(path).strip_prefix(service)?;
    let path = path.strip_prefix('"').unwrap_or(path);
    let is_other = path == format!(".rules.session.{other}.order");
    let start = definition.place.value.start() + TextSize::new(at as u32);
    let is_wrong = is_number && is_other && source[at..].starts_with(sign);
    is_wrong.then(|| (TextRange::at(start, TextSize::new(1)), right))
}

/// Whether both orders are numbers, and this one, the later in the text, makes it wrong.
fn is_wrong_number(cx: &LintContext<'_>, definition: &Definition, rule: &str) -> bool {
    let number = |it: &Definition| match it.value.kind {
        ValueKind::Int(number) => Some(number),
        _ => None,
    };
    let other = if rule == "mount" { "systemd" } else { "mount" };
    let mut others = cx.module.definitions.iter().filter(|it| {
        it.root == definition.root
            && it.path.len() == definition.path.len()
            && it.path[..6] == definition.path[..6]
            && it.path[6].name() == Some(other)
            && it.last_name() == Some("order")
            && it.place.key.start() < definition.place.key.start()
            && !it.excludes(definition)
            && !cx.module.hides(it)
    });
    others.any(|it| match (number(definition), number(it)) {
        (Some(ours), Some(theirs)) if rule == "mount" => theirs < ours,
        (Some(ours), Some(theirs)) => ours < theirs,
        _ => false,
    })
}

/// Whether the release puts the modules in the wrong order by itself.
fn is_wrong_by_default(cx: &LintContext<'_>, definition: &Definition) -> bool {
    let is_old = cx.release().is_some_and(|it| it <= Release { year: 20, month: 3 });
    let of_service = |key: &'static str| {
        cx.module.definitions.iter().filter(move |it| {
            it.root == definition.root
                && it.path.len() == 5
                && it.path[..4] == definition.path[..4]
                && it.last_name() == Some(key)
                && !it.excludes(definition)
        })
    };
    is_old
        && definition.value.truth() == Some(true)
        && of_service("startSession").any(|it| it.value.truth() == Some(true))
        && of_service("text").next().is_none()
}
