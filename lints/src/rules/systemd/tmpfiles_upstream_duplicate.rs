//! Reports tmpfiles rules that systemd brings along.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::{Fix, LintContext, Releases, Tag, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A tmpfiles rule that systemd ships itself.
    ///
    /// ## Why
    /// NixOS installs the rules of systemd: the line does nothing that theirs would not, and
    /// systemd-tmpfiles warns of the duplicate.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.tmpfiles.rules = [ "f /var/log/lastlog" "d /srv/x 0755 - - -" ];
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.tmpfiles.rules = [ "d /srv/x 0755 - - -" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: removes the line. Mode and owner are then those of systemd's rule, where the line left
    /// them open.
    ///
    /// ## When it is silent
    /// The line asks for something else than systemd's: another mode, owner, age or content.
    ///
    /// ## References
    /// `tmpfiles.d/var.conf`, `systemd-nspawn.conf` and `static-nodes-permissions.conf` of systemd; nixpkgs
    /// pull request 69295.
    pub(crate) static TMPFILES_UPSTREAM_DUPLICATE = {
        name: "tmpfiles-upstream-duplicate", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(19, 9),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["rules"], check),
    }
}

/// Types, path, mode, user and group of systemd's rules.
const SHIPPED: &[(&str, &str, &str, &str, &str)] = &[
    ("f", "/var/log/wtmp", "0664", "root", "utmp"),
    ("f", "/var/log/btmp", "0660", "root", "utmp"),
    ("f", "/var/log/lastlog", "0664", "root", "utmp"),
    ("d", "/var/lib/machines", "0700", "root", "root"),
    ("zc", "/dev/loop-control", "0660", "root", "disk"),
    ("zc", "/dev/net/tun", "0666", "root", "root"),
    ("zc", "/dev/fuse", "0666", "root", "root"),
    ("zc", "/dev/kvm", "0666", "root", "kvm"),
];

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    if !definition.is(&["systemd", "tmpfiles", "rules"]) || cx.module.hides(definition) {
        return;
    }
    for item in definition.value.items() {
        let Some(path) = item.value.as_str().and_then(shipped) else {
            continue;
        };
        let is_own = !item.is_shared
            && !definition.place.is_shared
            && definition.place.statement.contains_range(item.range)
            && item.range != definition.value.range;
        let fix = is_own.then(|| {
            let edit = edits::delete_item(cx.root, cx.text(), item.range);
            Fix::risky("Remove the line", cx.source.id, edit)
        });
        let message =
            format!("systemd already ships a tmpfiles rule for {path}; this line is redundant");
        cx.report(item.range, message).fix(fix).tag(Tag::Unnecessary).emit();
    }
}

/// The path of a line that says nothing else than systemd's line for that path.
fn shipped(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let (kind, path) = (words.next()?, words.next()?);
    let (_, _, mode, user, group) =
        SHIPPED.iter().find(|it| kind.len() == 1 && it.0.contains(kind) && it.1 == path)?;
    let rest: Vec<&str> = words.collect();
    let says = |at: usize, theirs: &str| match rest.get(at) {
        None | Some(&"-") => true,
        Some(ours) => ours.trim_start_matches('0') == theirs.trim_start_matches('0'),
    };
    let is_same = says(0, mode) && says(1, user) && says(2, group);
    // A device has its number for an argument.
    let has_more = match kind {
        "c" => rest.get(3).is_some_and(|age| *age != "-"),
        _ => rest.iter().skip(3).any(|it| *it != "-"),
    };
    (is_same && !has_more).then_some(path)
}
