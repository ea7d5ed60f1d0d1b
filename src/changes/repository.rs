//! One repository: what has changed in it, and what is staged.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use super::diff::new_lines;
use super::git::{Git, marked};
use super::{Lines, Scope};
use crate::error::Error;
use crate::source_files::{Content, SIZE_LIMIT, decode};

/// What git says of one repository. Paths are absolute.
#[derive(Debug, Default)]
pub(super) struct Repository {
    /// Files that git tracks.
    tracked: HashSet<PathBuf>,
    changed: HashMap<PathBuf, Vec<RangeInclusive<usize>>>,
    /// Files that a merge has left to the user: git compares them with nothing.
    unmerged: HashSet<PathBuf>,
    /// What is staged of files that are different on disk.
    staged: HashMap<PathBuf, Vec<u8>>,
    /// Those of them that are gone from the disk.
    pub(super) staged_only: Vec<PathBuf>,
    /// Whether files that git does not track count as new.
    untracked_is_new: bool,
    /// Whether all files are new: those of a submodule that is.
    is_new: bool,
}

/// The top folder of the repository around `folder`; `None` if there is none.
pub(super) fn top(folder: &Path) -> Result<Option<PathBuf>, Error> {
    let git = Git::new(marked(folder).unwrap_or(folder))?;
    let output = git.output(&["rev-parse", "--show-toplevel"])?;
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.success() {
        true => Ok(Some(path(output.stdout.trim_ascii_end()))),
        false if said.contains("not a git repository") => Ok(None),
        false => git.run(&["rev-parse", "--show-toplevel"]).map(|_| None),
    }
}

impl Repository {
    pub(super) fn open(
        top: &Path,
        scope: &Scope,
        has_other_names: bool,
        notes: &mut Vec<String>,
    ) -> Result<Repository, Error> {
        let git = Git::new(top)?;
        let mut repository = Repository::default();
        let around = superproject(&git, top)?;
        let base = match (scope, &around) {
            // The commit of the repository around it says nothing of these lines.
            (Scope::Staged, Some(_)) => return Ok(repository),
            (Scope::Staged, None) => head(&git)?,
            (Scope::Since(revision), Some(around)) => {
                match submodule_base(around, top, revision)? {
                    Some(base) => base,
                    None => return Ok(Repository { is_new: true, ..repository }),
                }
            }
            (Scope::Since(revision), None) => base(&git, revision, notes)?,
        };
        let mut names: Vec<&str> = vec!["--", ":(top,glob)**/*.nix"];
        names.truncate(if has_other_names { 1 } else { 2 });
        repository.untracked_is_new = matches!(scope, Scope::Since(_));
        let tracked = git.run(&[&["ls-files", "-z", "--cached"], &*names].concat())?;
        repository.tracked =
            tracked.split(|byte| *byte == 0).map(|it| top.join(path(it))).collect();
        // Mode, object and stage stand before the name, with a tab between.
        let unmerged = git.run(&[&["ls-files", "-z", "--unmerged"], &*names].concat())?;
        let names_of = |entry: &[u8]| entry.splitn(2, |it| *it == b'\t').nth(1).map(path);
        let entries = unmerged.split(|byte| *byte == 0);
        repository.unmerged = entries.filter_map(names_of).map(|name| top.join(name)).collect();
        let mut arguments = vec!["diff-index", "-p", "-U0", "--inter-hunk-context=0", "-M"];
        arguments.extend(["--no-ext-diff", "--no-textconv", "--no-color", "--text"]);
        arguments.extend(["--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/"]);
        arguments.extend((*scope == Scope::Staged).then_some("--cached"));
        arguments.push(&base);
        let diff = git.run(&[&*arguments, &*names].concat())?;
        for (name, lines) in new_lines(&diff) {
            repository.changed.insert(top.join(path(&name)), lines);
        }
        if *scope == Scope::Staged {
            repository.read_staged(&git, top, &names)?;
        }
        Ok(repository)
    }

    /// Reads what is staged of files that are different on disk.
    ///
    /// Where a filter stands between the two, such as one that encrypts, only the file on disk can
    /// be read without running it.
    fn read_staged(&mut self, git: &Git, top: &Path, names: &[&str]) -> Result<(), Error> {
        let arguments = ["diff-files", "--raw", "-z", "--no-renames", "--ignore-submodules=all"];
        let raw = git.run(&[&arguments[..], names].concat())?;
        let mut fields = raw.split(|byte| *byte == 0);
        let mut found: Vec<(&[u8], &str, bool)> = Vec::new();
        while let (Some(entry), Some(name)) = (fields.next(), fields.next()) {
            let entry = std::str::from_utf8(entry).unwrap_or_default();
            let parts: Vec<&str> = entry.split(' ').collect();
            if let [":100644" | ":100755", _, id, _, status] = parts[..]
                && !self.unmerged.contains(&top.join(path(name)))
            {
                found.push((name, id, status == "D"));
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        let input: Vec<u8> = found.iter().flat_map(|it| [it.0, b"\0"].concat()).collect();
        let attributes = git.run_with(&["check-attr", "-z", "--stdin", "filter"], &input)?;
        let attributes: Vec<&[u8]> = attributes.split(|byte| *byte == 0).collect();
        let filtered: HashSet<&[u8]> = attributes
            .chunks_exact(3)
            .filter(|it| !matches!(it[2], b"unspecified" | b"unset" | b"set"))
            .map(|it| it[0])
            .collect();
        found.retain(|it| !filtered.contains(it.0));
        let ids: String = found.iter().map(|it| format!("{}\n", it.1)).collect();
        let contents = git.run_with(&["cat-file", "--batch"], ids.as_bytes())?;
        let mut rest = &*contents;
        for (name, _, is_gone) in found {
            let Some((bytes, after)) = blob(rest) else { break };
            rest = after;
            if bytes.len() as u64 <= SIZE_LIMIT {
                let path = top.join(path(name));
                self.staged_only.extend(is_gone.then(|| path.clone()));
                self.staged.insert(path, bytes.to_vec());
            }
        }
        Ok(())
    }

    pub(super) fn staged(&self, path: &Path) -> Option<Content> {
        self.staged.get(path).map(|bytes| decode(bytes.clone()))
    }

    pub(super) fn lines(&self, path: &Path) -> Lines {
        let is_new = self.is_new
            || self.unmerged.contains(path)
            || (self.untracked_is_new && !self.tracked.contains(path));
        match self.changed.get(path) {
            _ if is_new => Lines::All,
            Some(lines) => Lines::Some(lines.clone()),
            None => Lines::None,
        }
    }
}

/// One answer of `git cat-file --batch`, and what follows it.
fn blob(answers: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answers.iter().position(|byte| *byte == b'\n')?;
    let size = std::str::from_utf8(&answers[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let rest = &answers[end + 1..];
    Some((rest.get(..size)?, rest.get(size + 1..)?))
}

/// The commit to compare with: where the present branch left `revision`.
fn base(git: &Git, revision: &str, notes: &mut Vec<String>) -> Result<String, Error> {
    let asked = format!("{revision}^{{commit}}");
    let known = match revision.starts_with('-') || revision.is_empty() {
        true => None,
        false => id(git, &["rev-parse", "--verify", "--quiet", &asked])?,
    };
    let Some(commit) = known else {
        return Err(Error::Usage {
            message: format!("git knows no commit `{revision}` here"),
            help: Some("name a commit, a tag or a branch; a shallow clone may lack it".to_owned()),
        });
    };
    match id(git, &["merge-base", &commit, "HEAD"])? {
        Some(base) => Ok(base),
        None => {
            notes.push(format!(
                "git finds no commit that `{revision}` and this branch share; comparing with `{revision}` itself"
            ));
            Ok(commit)
        }
    }
}

/// The last commit; before the first one, the tree with nothing in it.
fn head(git: &Git) -> Result<String, Error> {
    match id(git, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])? {
        Some(commit) => Ok(commit),
        None => {
            let empty = git.run_with(&["hash-object", "-t", "tree", "--stdin"], b"")?;
            Ok(String::from_utf8_lossy(&empty).trim().to_owned())
        }
    }
}

/// The first line of what git prints, if it finds something.
fn id(git: &Git, arguments: &[&str]) -> Result<Option<String>, Error> {
    let output = git.output(arguments)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next().filter(|line| output.status.success() && !line.is_empty());
    Ok(line.map(str::to_owned))
}

/// The top folder of the repository around a submodule, unless the run starts inside of it: then
/// the submodule is the repository that is meant.
fn superproject(git: &Git, top: &Path) -> Result<Option<PathBuf>, Error> {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    if here.is_ok_and(|here| here.starts_with(top)) {
        return Ok(None);
    }
    let output = git.output(&["rev-parse", "--show-superproject-working-tree"])?;
    let found = output.stdout.trim_ascii_end();
    Ok((!found.is_empty()).then(|| path(found)))
}

/// The commit of the submodule in `top` as the repository around it had it at `revision`.
fn submodule_base(around: &Path, top: &Path, revision: &str) -> Result<Option<String>, Error> {
    let git = Git::new(around)?;
    let base = match superproject(&git, around)? {
        Some(outer) => submodule_base(&outer, around, revision)?,
        None => Some(base(&git, revision, &mut Vec::new())?),
    };
    let (Some(base), Ok(inner)) = (base, top.strip_prefix(around)) else {
        return Ok(None);
    };
    let listed = git.run(&[
        "ls-tree".as_ref(),
        "-z".as_ref(),
        base.as_ref(),
        "--".as_ref(),
        inner.as_os_str(),
    ])?;
    let entry = String::from_utf8_lossy(&listed);
    let commit = entry.strip_prefix("160000 commit ").and_then(|it| it.split('\t').next());
    Ok(commit.map(str::to_owned))
}

/// A path as git prints it.
#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
