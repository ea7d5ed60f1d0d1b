//! Reports tmpfs mounts that everyone may write to.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::{Fix, ProjectContext, Releases, TextEdit, edits};
use cfglint_syntax::{TextRange, TextSize};

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
const FOR_EVERYONE: &[&str] = &["/tmp", "/var/tmp", "/dev/shm"];

fn check(cx: &mut ProjectContext<'_>) {
    let facts: Vec<Fact<'_>> = cx
        .definitions()
        .filter(|(_, it)| MOUNTS.iter().any(|mount| it.is_below(mount)))
        .map(|(file, definition)| Fact { file, definition })
        .collect();
    for fact in &facts {
        let Some(mount) = mount_of(fact.definition, "fsType") else {
            continue;
        };
        let is_tmpfs = fact.definition.value.as_str() == Some("tmpfs");
        let Some(point) = fact.definition.path[mount - 1].name() else {
            continue;
        };
        if !is_tmpfs
            || FOR_EVERYONE.contains(&point)
            || facts.iter().any(|other| {
                fact.is_hidden_by(other) && other.definition.path == fact.definition.path
            })
        {
            continue;
        }
        let same = |other: &&Fact<'_>| {
            let ours = &fact.definition.path[..mount];
            let same_file = other.file.source.id == fact.file.source.id;
            other.definition.path.starts_with(ours)
                && (!same_file || other.definition.root == fact.definition.root)
        };
        let options: Vec<&Fact<'_>> =
            facts.iter().filter(same).filter(|other| is_options(other.definition, mount)).collect();
        let says_mode = |other: &&Fact<'_>| !is_free_of_mode(other.definition);
        if options.iter().any(says_mode)
            || facts.iter().filter(same).any(|it| it.definition.path.len() == mount)
        {
            continue;
        }
        let option = if mount == 4 { "mountOptions" } else { "options" };
        let fix = fix(fact, &options, option);
        let message = format!("tmpfs on {point} without mode= is writable by everyone (1777)");
        cx.report(fact.file, fact.definition.place.key, message).fix(fix).emit();
    }
}

/// The length of the mount's path, if the definition is `<mount>.<key>`.
fn mount_of(definition: &Definition, key: &str) -> Option<usize> {
    let length = definition.path.len().checked_sub(1)?;
    let is_mount = MOUNTS.iter().any(|mount| mount.len() == length && definition.is_below(mount));
    (is_mount && definition.last_name() == Some(key)).then_some(length)
}

fn is_options(definition: &Definition, mount: usize) -> bool {
    definition.path.len() == mount + 1
        && matches!(definition.last_name(), Some("options" | "mountOptions") | None)
}

/// Whether every option is known and none sets the mode.
fn is_free_of_mode(definition: &Definition) -> bool {
    let ValueKind::List(list) = &definition.value.kind else {
        return false;
    };
    let sets_no_mode =
        |text: &str| !text.split(',').any(|option| option.trim().starts_with("mode="));
    list.is_complete && list.items.iter().all(|item| item.value.as_str().is_some_and(sets_no_mode))
}

fn fix(fact: &Fact<'_>, options: &[&Fact<'_>], option: &str) -> Option<Fix> {
    let source = &fact.file.source;
    if fact.definition.place.is_shared {
        return None;
    }
    let edit = match options {
        [] if fact.definition.place.set.contains_range(fact.definition.place.statement) => {
            // `fileSystems."/x".fsType` in one key has no set of its own to add to.
            let key_is_whole = {
                let statement = &source.text[fact.definition.place.statement];
                statement.starts_with("fsType")
            };
            let new = format!("{option} = [ \"mode=755\" ];");
            key_is_whole
                .then(|| edits::insert_after(&source.text, fact.definition.place.statement, &new))?
        }
        [only] if only.file.source.id == source.id => {
            let value = only.definition.value.range;
            let is_literal = source.text[value].ends_with(']')
                && only.definition.place.statement.contains_range(value);
            let items = only.definition.value.items();
            let at = items
                .iter()
                .map(|item| item.range.end())
                .filter(|end| value.contains_inclusive(*end))
                .max();
            let at = at.unwrap_or(value.end() - TextSize::of(" ]"));
            is_literal.then(|| TextEdit::replace(TextRange::empty(at), " \"mode=755\""))?
        }
        _ => return None,
    };
    Some(Fix::risky("Add `mode=755`", source.id, edit))
}

#[cfg(test)]
mod tests {
    use super::TMPFS_MODE_MISSING;
    use crate::testing::check;

    #[test]
    fn into_the_list_of_options() {
        check(
            &TMPFS_MODE_MISSING,
            r#"
{
  fileSystems."/run/build" = { device = "none"; fsType = "tmpfs"; options = [ "nosuid" ]; };
                                              # ^^^^^^ warning: tmpfs on /run/build without mode= is writable by everyone (1777)
}
#-- unsafe fix
{
  fileSystems."/run/build" = { device = "none"; fsType = "tmpfs"; options = [ "nosuid" "mode=755" ]; };
}
"#,
        );
    }

    #[test]
    fn merged_options() {
        check(
            &TMPFS_MODE_MISSING,
            r#"
{ lib, ... }: {
  boot.specialFileSystems."/run/x" = {
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on /run/x without mode= is writable by everyone (1777)
    options = [ "nodev" ] ++ [ "size=1m" ];
  };
}
#-- unsafe fix
{ lib, ... }: {
  boot.specialFileSystems."/run/x" = {
    fsType = "tmpfs";
    options = [ "nodev" ] ++ [ "size=1m" "mode=755" ];
  };
}
"#,
        );
    }

    #[test]
    fn no_options_yet() {
        check(
            &TMPFS_MODE_MISSING,
            r#"
{
  fileSystems."/" = {
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on / without mode= is writable by everyone (1777)
  };
}
#-- unsafe fix
{
  fileSystems."/" = {
    fsType = "tmpfs";
    options = [ "mode=755" ];
  };
}
"#,
        );
    }

    #[test]
    fn the_mode_is_set() {
        check(
            &TMPFS_MODE_MISSING,
            r#"
{
  fileSystems."/run/build" = { fsType = "tmpfs"; options = [ "nosuid" "mode=0755" ]; };
  fileSystems."/tmp" = { fsType = "tmpfs"; options = [ "size=1G" ]; };
  fileSystems."/a" = { fsType = "tmpfs"; options = [ "size=1G,mode=700" ]; };
}
"#,
        );
    }

    #[test]
    fn the_mode_is_set_in_another_file() {
        check(
            &TMPFS_MODE_MISSING,
            r#"
#-- a.nix
{ fileSystems."/run/build".fsType = "tmpfs"; }
#-- b.nix
{ fileSystems."/run/build".options = [ "mode=700" ]; }
"#,
        );
    }

    #[test]
    fn options_are_not_known() {
        check(
            &TMPFS_MODE_MISSING,
            r#"
{ config, ... }: {
  fileSystems."/run/build" = { fsType = "tmpfs"; options = [ "nosuid" ] ++ config.x; };
  fileSystems."/run/b" = { fsType = config.y; };
  systemd.services.a.serviceConfig.TemporaryFileSystem = "/run/c";
}
"#,
        );
    }
}
