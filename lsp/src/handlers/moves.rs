//! Files that move, and the paths that name them.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use cfglint_lints::normalize;
use cfglint_syntax::{TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::documents::file_path;
use crate::handlers::rename::failed;
use crate::navigator::{File, Navigation, PathUse};

/// A file or folder and where it will be.
type Move = (PathBuf, PathBuf);

/// Replacements in one file.
pub(crate) type FileEdits = (Rc<File>, Vec<(TextRange, String)>);

/// The edits to make before files or folders move: every path literal of the project still names
/// what it named.
pub(crate) fn will_rename_files(
    cx: &Navigation<'_>,
    params: RenameFilesParams,
) -> Result<Option<WorkspaceEdit>> {
    let path = |uri: &str| uri.parse().ok().and_then(|uri: Uri| file_path(&uri));
    let moves: Vec<Move> = params
        .files
        .iter()
        .filter_map(|it| Some((path(&it.old_uri)?, path(&it.new_uri)?)))
        .collect();
    let repairs = repairs(cx, &moves);
    Ok((!repairs.is_empty()).then(|| workspace_edit(cx, repairs, Vec::new())))
}

/// The file or folder that a path literal names, for a renaming of it.
pub(crate) fn target(cx: &Navigation<'_>, file: &File, written: &str) -> Result<PathBuf> {
    if !cx.client().renames_files {
        return Err(failed("this editor does not let the server rename files"));
    }
    let literal = literal_target(file, written);
    let found = file.candidates(written).into_iter().find(|path| cx.exists(path));
    let (Some(found), Some(literal)) = (found, literal) else {
        return Err(failed(format!("there is no file `{written}`")));
    };
    let contains_us = file.path.as_deref().is_some_and(|path| path.starts_with(&literal));
    if contains_us || !cx.is_inside(&found) {
        return Err(failed(format!("`{written}` is no other file or folder of the workspace")));
    }
    Ok(literal)
}

/// Renames the file or folder that a path literal names, and mends all paths.
pub(crate) fn rename_path(
    cx: &Navigation<'_>,
    file: &File,
    written: &str,
    new: &str,
) -> Result<Option<WorkspaceEdit>> {
    let old = target(cx, file, written)?;
    let is_path = new.contains('/') && new.chars().all(is_path_char) && !new.starts_with('~');
    let path = literal_target(file, new).filter(|path| is_path && cx.is_inside(path));
    let Some(path) = path.filter(|path| path.starts_with(&old) == (*path == old)) else {
        return Err(failed(format!("`{new}` is no path in the workspace, such as `./name.nix`")));
    };
    if path == old {
        return Ok(None);
    }
    if cx.exists(&path) || cx.is_folder(&path) {
        return Err(failed(format!("there is a `{new}` already")));
    }
    let (Some(old_uri), Some(new_uri)) = (Uri::from_file_path(&old), Uri::from_file_path(&path))
    else {
        return Err(failed(format!("`{new}` cannot be named by a URI")));
    };
    let repairs = repairs(cx, &[(old, path)]);
    let rename = RenameFile { old_uri, new_uri, options: None, annotation_id: None };
    Ok(Some(workspace_edit(cx, repairs, vec![ResourceOp::Rename(rename)])))
}

/// What a path literal names, without a look at the disk.
fn literal_target(file: &File, written: &str) -> Option<PathBuf> {
    if written.starts_with(['~', '<']) {
        return None;
    }
    let folder = file.path.as_deref().filter(|path| path.is_absolute())?.parent()?;
    Some(normalize(&folder.join(written)))
}

fn repairs(cx: &Navigation<'_>, moves: &[Move]) -> Vec<FileEdits> {
    let mut repairs = Vec::new();
    for path in cx.project().unwrap_or_default() {
        let Some(index) = cx.index(&path) else { continue };
        let repair = |used: &PathUse| repaired(cx, moves, &path, used);
        let edits: Vec<_> = index.paths.iter().filter_map(repair).collect();
        if !edits.is_empty() {
            repairs.extend(cx.at_path(&path).map(|file| (file, edits)));
        }
    }
    repairs
}

/// Where a path will be.
fn moved(moves: &[Move], path: &Path) -> PathBuf {
    let mut moves: Vec<&Move> = moves.iter().filter(|(old, _)| path.starts_with(old)).collect();
    moves.sort_by_key(|(old, _)| old.components().count());
    let Some((old, new)) = moves.last() else {
        return path.to_owned();
    };
    match path.strip_prefix(old) {
        Ok(rest) if rest.as_os_str().is_empty() => new.clone(),
        Ok(rest) => new.join(rest),
        Err(_) => path.to_owned(),
    }
}

/// The new text of a path literal in the file at `user`, if it changes.
fn repaired(
    cx: &Navigation<'_>,
    moves: &[Move],
    user: &Path,
    used: &PathUse,
) -> Option<(TextRange, String)> {
    let written = &*used.written;
    if written.starts_with(['~', '<']) {
        return None;
    }
    let folder = user.parent()?;
    // Of `./a/b${c}` only `./a` is known to be a folder.
    let (known, rest) = match used.is_whole {
        true => (written, ""),
        false => written.split_at(written.rfind('/')?),
    };
    let known = if known.is_empty() { "/" } else { known };
    let literal = normalize(&folder.join(known));
    let new_folder = moved(moves, user).parent()?.to_owned();
    let implied = literal.join("default.nix");
    let new = match used.is_whole && !written.ends_with(".nix") && cx.exists(&implied) {
        // A folder stands for its `default.nix`, as long as that has this name.
        true => match moved(moves, &implied) {
            file if file.ends_with("default.nix") => file.parent()?.to_owned(),
            file => file,
        },
        false => moved(moves, &literal),
    };
    if new == literal && (new_folder == folder || written.starts_with('/')) {
        return None;
    }
    let text = match written.starts_with('/') {
        true => new.to_str()?.to_owned(),
        false => relative(&new_folder, &new)?,
    };
    let is_same = normalize(&new_folder.join(known)) == new;
    if is_same {
        return None;
    }
    if !text.chars().all(is_path_char) {
        // Such a name cannot be written as a path; it is put together.
        return used.is_whole.then(|| (used.range, joined(&text)));
    }
    let range = TextRange::at(used.range.start(), TextSize::of(written));
    // `./.` before `/${a}` would be `././/`: the rest brings its own slash.
    let text = match rest.is_empty() {
        true => text,
        false => text.strip_suffix("/.").map(str::to_owned).unwrap_or(text),
    };
    Some((range, format!("{text}{rest}")))
}

fn is_path_char(it: char) -> bool {
    it.is_ascii_alphanumeric() || "._-+/".contains(it)
}

/// A path as seen from a folder, as Nix wants it: with a slash in it and a dot in front.
fn relative(folder: &Path, path: &Path) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), path.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - common];
    if parts.is_empty() {
        parts.push(".");
    }
    for part in &to[common..] {
        parts.push(part.as_os_str().to_str()?);
    }
    if parts.last().is_some_and(|last| *last == ".." || *last == ".") {
        parts.push(".");
    }
    Some(parts.join("/"))
}

/// `./a b/c` as an expression.
fn joined(path: &str) -> String {
    let base = if path.starts_with('/') { "/." } else { "./." };
    let rest = path.strip_prefix('.').filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let slash = if rest.starts_with('/') { "" } else { "/" };
    let escaped = rest.replace('\\', "\\\\").replace('"', "\\\"").replace("${", "\\${");
    format!("({base} + \"{slash}{escaped}\")")
}

/// An edit of the workspace, with the versions it was made for if the client understands them.
pub(crate) fn workspace_edit(
    cx: &Navigation<'_>,
    changes: Vec<FileEdits>,
    operations: Vec<ResourceOp>,
) -> WorkspaceEdit {
    let text_edits = |file: &File, edits: Vec<(TextRange, String)>| -> Vec<TextEdit> {
        let edits = edits.into_iter();
        edits.map(|(range, new)| TextEdit { range: file.range(range), new_text: new }).collect()
    };
    if !cx.client().has_versioned_edits && operations.is_empty() {
        let changes: HashMap<Uri, Vec<TextEdit>> = changes
            .into_iter()
            .map(|(file, edits)| (file.uri.clone(), text_edits(&file, edits)))
            .collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let edits = changes.into_iter().map(|(file, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            uri: file.uri.clone(),
            version: file.version,
        },
        edits: text_edits(&file, edits).into_iter().map(OneOf::Left).collect(),
    });
    let changes = match operations.is_empty() {
        true => DocumentChanges::Edits(edits.collect()),
        false => DocumentChanges::Operations(
            edits
                .map(DocumentChangeOperation::Edit)
                .chain(operations.into_iter().map(DocumentChangeOperation::Op))
                .collect(),
        ),
    };
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_such_as_nix_reads() {
        let relative = |folder, path| relative(Path::new(folder), Path::new(path));
        for (folder, path, expected) in [
            ("/a", "/a/b.nix", "./b.nix"),
            ("/a/b", "/a/c/d", "../c/d"),
            ("/a", "/a", "./."),
            ("/a/b", "/a", "../."),
            ("/a/b/c", "/a", "../../."),
        ] {
            assert_eq!(relative(folder, path).as_deref(), Some(expected));
        }
    }

    #[test]
    fn names_that_no_path_can_hold_are_put_together() {
        assert_eq!(joined("./a b.nix"), "(./. + \"/a b.nix\")");
        assert_eq!(joined("../ü/\"$\".nix"), "(./. + \"/../ü/\\\"$\\\".nix\")");
        assert_eq!(joined("/a b"), "(/. + \"/a b\")");
    }

    #[test]
    fn the_innermost_move_counts() {
        let moves = [("/a".into(), "/b".into()), ("/a/c.nix".into(), "/d.nix".into())];
        let moved = |path| moved(&moves, Path::new(path));
        assert_eq!(moved("/a/c.nix"), PathBuf::from("/d.nix"));
        assert_eq!(moved("/a/e/f"), PathBuf::from("/b/e/f"));
        assert_eq!(moved("/ab"), PathBuf::from("/ab"));
        assert_eq!(moved("/a"), PathBuf::from("/b"));
    }
}
