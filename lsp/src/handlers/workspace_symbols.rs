//! Options and units of the whole project, by name.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use cfglint_syntax::{TextRange, TextSize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use crate::documents::file_path;
use crate::navigator::{File, Navigation, Symbol};

/// More than anyone reads.
const LIMIT: usize = 512;

/// Options that are set and units, whose names have the letters of the query in their order. The
/// best come first: those that hold the query as it is, and short ones.
pub(crate) fn symbol(
    cx: &Navigation<'_>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let query = params.query.to_lowercase();
    let mut found: Vec<((bool, usize), PathBuf, Symbol)> = Vec::new();
    for path in cx.project().unwrap_or_default() {
        let Some(index) = cx.index(&path) else { continue };
        for symbol in &index.symbols {
            if let Some(rank) = rank(&symbol.name.to_lowercase(), &query) {
                found.push((rank, path.clone(), symbol.clone()));
            }
        }
    }
    found.sort_by(|a, b| {
        let key = |it: &((bool, usize), PathBuf, Symbol)| (it.0, it.2.name.clone());
        (key(a), &a.1, a.2.range.start()).cmp(&(key(b), &b.1, b.2.range.start()))
    });
    found.truncate(LIMIT);
    let mut files: Vec<(PathBuf, Rc<File>)> = Vec::new();
    let symbols = found.into_iter().filter_map(|(_, path, symbol)| {
        let location = match cx.client().resolves_symbols {
            true => OneOf::Right(WorkspaceLocation { uri: Uri::from_file_path(&path)? }),
            false => OneOf::Left(file_at(cx, &mut files, &path)?.location(symbol.range)),
        };
        let data = json!({ "at": u32::from(symbol.range.start()) });
        Some(WorkspaceSymbol {
            name: symbol.name.to_string(),
            kind: symbol.kind,
            tags: None,
            container_name: container(&path),
            location,
            data: Some(data),
        })
    });
    Ok(Some(WorkspaceSymbolResponse::Nested(symbols.collect())))
}

/// The place of a symbol in the text of now: of those with its name the nearest to where it was.
pub(crate) fn symbol_resolve(
    cx: &Navigation<'_>,
    mut symbol: WorkspaceSymbol,
) -> Result<WorkspaceSymbol> {
    let OneOf::Right(location) = &symbol.location else {
        return Ok(symbol);
    };
    let path = file_path(&location.uri).ok_or_else(|| Error::invalid_params("no file"))?;
    let was = symbol.data.as_ref().and_then(|data| data["at"].as_u64()).unwrap_or(0);
    let (Some(index), Some(file)) = (cx.index(&path), cx.at_path(&path)) else {
        return Err(Error::invalid_params("the file is gone"));
    };
    let same = index.symbols.iter().filter(|it| *it.name == *symbol.name && it.kind == symbol.kind);
    let distance = |it: &&Symbol| u64::from(u32::from(it.range.start())).abs_diff(was);
    let range = same.min_by_key(distance).map(|it| it.range);
    let range = range.unwrap_or_else(|| TextRange::empty(TextSize::new(0)));
    symbol.location = OneOf::Left(file.location(range));
    Ok(symbol)
}

fn file_at(
    cx: &Navigation<'_>,
    files: &mut Vec<(PathBuf, Rc<File>)>,
    path: &Path,
) -> Option<Rc<File>> {
    if let Some((_, file)) = files.iter().find(|(known, _)| known == path) {
        return Some(Rc::clone(file));
    }
    let file = cx.at_path(path)?;
    files.push((path.to_owned(), Rc::clone(&file)));
    Some(file)
}

fn container(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// How well a name fits; less is better. Both are in lower case.
fn rank(name: &str, query: &str) -> Option<(bool, usize)> {
    if name.contains(query) {
        return Some((false, name.len()));
    }
    let mut letters = name.chars();
    let fits = query.chars().filter(|it| !it.is_whitespace()).all(|it| letters.any(|at| at == it));
    fits.then_some((true, name.len()))
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn letters_in_order_fit_and_whole_words_fit_better() {
        assert_eq!(rank("services.nginx.enable", "nginx"), Some((false, 21)));
        assert_eq!(rank("services.nginx.enable", "sngen"), Some((true, 21)));
        assert_eq!(rank("services.nginx.enable", "xnigne"), None);
        assert_eq!(rank("a", ""), Some((false, 1)));
    }
}
