//! Imports that lead to no file.
//!
//! Nothing is looked up here: whoever reads the files says what is where.

use std::path::Path;

use ignore::gitignore::GitignoreBuilder;

use crate::{import_candidates, normalize};

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing at all.
    Nothing,
    /// A file, or something else that is no folder.
    File,
    /// A folder with something in it.
    Folder,
    /// A folder with nothing in it, as git leaves of a submodule that is not checked out.
    EmptyFolder,
    /// A link that leads nowhere here, or something that cannot be looked at.
    Unclear,
}

/// What whoever reads the files sees. Paths are absolute.
pub trait Disk {
    /// What is at a path, links followed.
    fn look(&self, path: &Path) -> Found;

    /// The text of a file, if there is one.
    fn read(&self, path: &Path) -> Option<String>;
}

/// Whether an element of `imports`, written in a file in `folder`, leads to nothing, so that Nix
/// fails to read it. Both `folder` and `root`, the folder of the whole project, are absolute.
///
/// `false` where something else may put a file there: outside of the project, in a submodule that is
/// not checked out, behind a link, and for what git is told to ignore.
pub fn leads_nowhere(folder: &Path, root: &Path, written: &str, disk: &dyn Disk) -> bool {
    if import_candidates(folder, written).is_empty() {
        return false;
    }
    let mut target = normalize(&folder.join(written));
    if !target.starts_with(root) {
        return false;
    }
    match disk.look(&target) {
        Found::Nothing => {}
        Found::Folder => {
            target.push("default.nix");
            if disk.look(&target) != Found::Nothing {
                return false;
            }
        }
        Found::File | Found::EmptyFolder | Found::Unclear => return false,
    }
    let around = target.ancestors().skip(1).map(|folder| disk.look(folder));
    let nearest = around.into_iter().find(|found| *found != Found::Nothing);
    nearest == Some(Found::Folder) && !is_ignored(&target, disk)
}

/// Whether some `.gitignore` above `path` speaks of it.
fn is_ignored(path: &Path, disk: &dyn Disk) -> bool {
    path.ancestors().skip(1).any(|folder| {
        [".gitignore", ".git/info/exclude"].iter().any(|name| {
            let Some(text) = disk.read(&folder.join(name)) else { return false };
            let mut builder = GitignoreBuilder::new(folder);
            for line in text.lines() {
                // A line that is no pattern ignores nothing.
                builder.add_line(None, line).ok();
            }
            let Ok(rules) = builder.build() else { return true };
            [false, true]
                .into_iter()
                .any(|is_folder| rules.matched_path_or_any_parents(path, is_folder).is_ignore())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of files; those that end in `/` are empty folders, in `@` links to nowhere.
    struct Files(&'static [(&'static str, &'static str)]);

    impl Disk for Files {
        fn look(&self, path: &Path) -> Found {
            let name = path.to_str().unwrap();
            let is_inside = |it: &str| it.strip_prefix(name).is_some_and(|it| it.starts_with('/'));
            let mut found = Found::Nothing;
            for (file, _) in self.0 {
                found = match file.strip_prefix(name) {
                    Some("") => Found::File,
                    Some("/") => Found::EmptyFolder,
                    Some("@") => Found::Unclear,
                    _ if is_inside(file) => Found::Folder,
                    _ => continue,
                };
            }
            found
        }

        fn read(&self, path: &Path) -> Option<String> {
            let found = self.0.iter().find(|(file, _)| Path::new(file) == path);
            found.map(|(_, text)| (*text).to_owned())
        }
    }

    fn lead_nowhere(imports: &[&'static str], files: Files) -> Vec<&'static str> {
        let leads_nowhere =
            |import: &&&str| leads_nowhere(Path::new("/p/hosts"), Path::new("/p"), import, &files);
        imports.iter().filter(leads_nowhere).copied().collect()
    }

    #[test]
    fn files_and_folders_that_are_not_there() {
        let imports = ["./a.nix", "./b.nix", "../c", "../d", "./e/f.nix", "./g", "/p/a.nix", "./."];
        let files = Files(&[
            ("/p/hosts/a.nix", ""),
            ("/p/c/default.nix", ""),
            ("/p/d/other.nix", ""),
            ("/p/hosts/g", ""),
        ]);
        assert_eq!(
            lead_nowhere(&imports, files),
            ["./b.nix", "../d", "./e/f.nix", "/p/a.nix", "./."]
        );
    }

    #[test]
    fn what_others_may_put_there() {
        let imports = ["../../x.nix", "/etc/x.nix", "<x/y.nix>", "~/x.nix", "../module/x.nix"];
        let files = Files(&[("/p/hosts/a.nix", ""), ("/p/module/", "")]);
        assert!(lead_nowhere(&imports, files).is_empty());
        let imports = ["./x.nix", "../vendor/y.nix", "../module", "./a.nix/z.nix"];
        let files = Files(&[
            ("/p/hosts/a.nix", ""),
            ("/p/hosts/x.nix@", ""),
            ("/p/vendor@", ""),
            ("/p/module/", ""),
        ]);
        assert!(lead_nowhere(&imports, files).is_empty());
    }

    #[test]
    fn what_git_ignores() {
        let imports =
            ["./local.nix", "./secrets/a.nix", "../private", "./kept.nix", "./excluded.nix"];
        let files = Files(&[
            ("/.gitignore", "private/"),
            ("/p/.gitignore", "local*\n# a comment\n\n[\n"),
            ("/p/.git/info/exclude", "excluded.nix"),
            ("/p/hosts/.gitignore", "/secrets\n"),
        ]);
        assert_eq!(lead_nowhere(&imports, files), ["./kept.nix"]);
    }
}
