//! Reports tmpfs mounts that everyone may write to.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Segment, ValueKind};
use crate::{Fix, ProjectContext, Releases, TextEdit, edits};
use rustc_hash::FxHashMap;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A tmpfs without `mode=`.
    ///
    /// ## Why
    /// The kernel makes the root of a tmpfs with mode 1777: every user may put files there. What reads
    /// them, such as a daemon with its sockets or a boot script, then trusts everyone; sshd refuses keys
    /// below such a folder.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   fileSystems."/run/build" = { device = "none"; fsType = "tmpfs"; options = [ "nosuid" ]; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   fileSystems."/run/build" = { device = "none"; fsType = "tmpfs"; options = [ "nosuid" "mode=755" ]; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds `mode=755`; a service that writes there as another user needs another mode.
    ///
    /// ## When it is silent
    /// `/tmp`, `/var/tmp` and `/dev/shm` are meant for everyone.
    ///
    /// ## References
    /// nixpkgs pull request 363628.
    pub(crate) static TMPFS_MODE_MISSING = {
        name: "tmpfs-mode-missing", group: Security, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const MOUNTS: &[&[&str]] = &[
    &["fileSystems", "*"],
    &["virtualisation", "fileSystems", "*"],
    &["boot", "specialFileSystems", "*"],
    &["disko", "devices", "nodev", "*"],
];
/// Where a mount says its place, if that is not its name.
const POINT: &[&str] = &["mountPoint", "mountpoint"];
const FOR_EVERYONE: &[&str] = &["/tmp", "/var/tmp", "/dev/shm"];

fn check(cx: &mut ProjectContext<'_>) {
    let mut mounts: FxHashMap<&[Segment], Vec<Fact<'_>>> = FxHashMap::default();
    let mut order: Vec<&[Segment]> = Vec::new();
    for (file, definition) in cx.definitions() {
        let Some(mount) = mount_of(definition) else {
            continue;
        };
        let facts = mounts.entry(mount).or_insert_with(|| {
            order.push(mount);
            Vec::new()
        });
        facts.push(Fact { file, definition });
    }
    for mount in order {
        for fact in &mounts[mount] {
            check_mount(cx, mount.len(), fact, &mounts[mount]);
        }
    }
}

fn check_mount<'a>(
    cx: &mut ProjectContext<'a>,
    length: usize,
    fact: &Fact<'a>,
    facts: &[Fact<'a>],
) {
    let definition = fact.definition;
    let Some(name) = definition.path[length - 1].name() else {
        return;
    };
    let is_tmpfs = is_key(definition, length, &["fsType"])
        && definition.value.as_str() == Some("tmpfs")
        && !facts
            .iter()
            .any(|other| fact.is_hidden_by(other) && other.definition.path == definition.path);
    if !is_tmpfs {
        return;
    }
    let same: Vec<&Fact<'_>> = facts.iter().filter(|other| other.joins(fact)).collect();
    let point = match same.iter().find(|it| is_key(it.definition, length, POINT)) {
        Some(other) => match other.definition.value.as_str() {
            Some(point) => point,
            None => return,
        },
        None => name,
    };
    let options: Vec<&Fact<'_>> =
        same.iter().copied().filter(|it| is_options(it.definition, length)).collect();
    let is_whole_unknown = |it: &Fact<'_>| it.definition.path.len() == length;
    if FOR_EVERYONE.contains(&point.trim_end_matches('/'))
        || !options.iter().all(|it| is_free_of_mode(it.definition))
        || same.iter().any(|it| is_whole_unknown(it))
    {
        return;
    }
    let option = if definition.is_below(&["disko"]) { "mountOptions" } else { "options" };
    let fix = fix(fact, &options, option);
    let message = format!("tmpfs on {point} without mode= is writable by everyone (1777)");
    cx.report(fact.file, definition.place.key, message).fix(fix).emit();
}

/// The path of the mount that the definition is about.
fn mount_of(definition: &Definition) -> Option<&[Segment]> {
    let mount = MOUNTS.iter().find(|mount| definition.is_below(mount))?;
    definition.path.get(..mount.len())
}

fn is_key(definition: &Definition, length: usize, keys: &[&str]) -> bool {
    definition.path.len() == length + 1
        && definition.last_name().is_some_and(|key| keys.contains(&key))
}

fn is_options(definition: &Definition, mount: usize) -> bool {
    definition.path.len() == mount + 1
        && matches!(definition.last_name(), Some("options" | "mountOptions") | None)
}

/// Whether every option is known and none sets the mode.
fn is_free_of_mode(definition: &Definition) -> bool {
    let list = match &definition.value.kind {
        ValueKind::List(list) => list,
        _ => return false,
    };
    let sets_no_mode =
        |text: &str| !text.split(',').any(|option| option.trim().starts_with("mode="));
    list.is_complete && list.items.iter().all(|item| item.value.as_str().is_some_and(sets_no_mode))
}

fn fix(fact: &Fact<'_>, options: &[&Fact<'_>], option: &str) -> Option<Fix> {
    let source = &fact.file.source;
    let place = fact.definition.place;
    if place.is_shared || place.is_partial {
        return None;
    }
    let edit = match options {
        // `fileSystems."/x".fsType` in one key has no set of its own to add to.
        [] if source.text[place.statement].starts_with("fsType") => {
            let new = format!("{option} = [ \"mode=755\" ];");
            edits::insert_after(&source.text, place.statement, &new)
        }
        [only] if only.file.source.id == source.id => append(only.definition, &source.text)?,
        _ => return None,
    };
    Some(Fix::risky("Add `mode=755`", source.id, edit))
}

/// Adds the mode to the list of options, if its end is written at the definition.
fn append(options: &Definition, text: &str) -> Option<TextEdit> {
    let list = options.value.range;
    let is_own = options.place.statement.contains_range(list)
        && !options.place.is_shared
        && !options.place.is_partial
        && text[list].ends_with(']');
    // The elements of the list at the end, of `[ … ] ++ [ … ]`.
    let last = options.value.items().into_iter().map(|item| item.range);
    let last = last.filter(|range| list.contains_range(*range)).max_by_key(|range| range.end());
    is_own.then(|| edits::append_item(text, list, last, "\"mode=755\""))
}
