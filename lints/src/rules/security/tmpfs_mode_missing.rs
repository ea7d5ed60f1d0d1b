//! Reports tmpfs mounts that everyone may write to.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{Definition, Segment, ValueKind};
use crate::{ProjectContext, Releases};
use rustc_hash::FxHashMap;

mod fix;
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
    /// `/tmp`, `/var/tmp` and `/dev/shm` are meant for everyone, and so may be a computed mount point
    /// whose name speaks of `tmp` or `shm`.
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
const FOR_EVERYONE: &[&str] = &["/tmp", "/var/tmp", "/dev/shm"];

/// What a project says of one mount.
#[derive(Default)]
struct Mount<'a> {
    types: Vec<Fact<'a>>,
    options: Vec<Fact<'a>>,
    points: Vec<Fact<'a>>,
    /// What settles the matter: options with a mode, and what is not known.
    settled: Vec<Fact<'a>>,
}

fn check(cx: &mut ProjectContext<'_>) {
    let mut mounts: FxHashMap<&[Segment], Mount<'_>> = FxHashMap::default();
    let mut order: Vec<&[Segment]> = Vec::new();
    for Fact { file, definition } in cx.select(&OF_MOUNTS) {
        let Some(path) = mount_of(definition) else {
            continue;
        };
        let mount = mounts.entry(path).or_insert_with(|| {
            order.push(path);
            Mount::default()
        });
        mount.push(Fact { file, definition }, path.len());
    }
    for path in order {
        let mount = &mounts[path];
        for fact in &mount.types {
            check_mount(cx, path, fact, mount);
        }
    }
}

impl<'a> Mount<'a> {
    fn push(&mut self, fact: Fact<'a>, length: usize) {
        let definition = fact.definition;
        if definition.path.len() == length {
            return self.settled.push(fact);
        }
        if definition.path.len() > length + 1 {
            return;
        }
        match definition.last_name() {
            Some("fsType") => self.types.push(fact),
            Some("mountPoint" | "mountpoint") => self.points.push(fact),
            Some("options" | "mountOptions") if is_free_of_mode(definition) => {
                self.options.push(fact);
            }
            Some("options" | "mountOptions") | None => self.settled.push(fact),
            Some(_) => {}
        }
    }
}

/// Whether a computed name may stand for `/tmp`, `/var/tmp` or `/dev/shm`.
fn mentions_open_folder(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("tmp") || text.contains("temp") || text.contains("shm")
}

fn check_mount<'a>(
    cx: &mut ProjectContext<'a>,
    path: &[Segment],
    fact: &Fact<'a>,
    mount: &Mount<'a>,
) {
    let definition = fact.definition;
    let name = match path.last() {
        Some(Segment::Name(name)) => &**name,
        // What is computed is hardly one of the folders that are meant to be open to everyone.
        Some(Segment::Dynamic { text, .. }) if !mentions_open_folder(text) => text,
        _ => return,
    };
    if definition.value.as_str() != Some("tmpfs")
        || mount.settled.iter().any(|other| other.joins(fact))
        || mount.types.iter().any(|other| fact.is_hidden_by(other))
    {
        return;
    }
    let point = match mount.points.iter().find(|other| other.joins(fact)) {
        Some(other) => match other.definition.value.as_str() {
            Some(point) => point,
            None => return,
        },
        None => name,
    };
    if FOR_EVERYONE.contains(&point.trim_end_matches('/')) {
        return;
    }
    let options: Vec<&Fact<'_>> =
        mount.options.iter().filter(|other| other.joins(fact)).take(2).collect();
    let option = if definition.is_below(&["disko"]) { "mountOptions" } else { "options" };
    let fix = fix::fix(fact, &options, option);
    let message = format!("tmpfs on {point} without mode= is writable by everyone (1777)");
    cx.report(fact.file, definition.place.key, message).fix(fix).emit();
}

/// The path of the mount that the definition is about.
static OF_MOUNTS: Selection = Selection {
    roots: Some(&["fileSystems", "virtualisation", "boot", "disko"]),
    is_meant: |it| mount_of(it).is_some(),
};

fn mount_of(definition: &Definition) -> Option<&[Segment]> {
    let mount = MOUNTS.iter().find(|mount| definition.is_below(mount))?;
    definition.path.get(..mount.len())
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
