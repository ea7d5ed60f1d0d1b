//! Everything that speaks of what is under the cursor.

use std::path::Path;
use std::rc::Rc;

use cfglint_syntax::ast::AstNode;
use cfglint_syntax::{BinderId, BinderKind, Target, TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::lookup::nodes_at;
use crate::navigator::{File, Navigation, path_use};

/// What is under the cursor.
pub(crate) enum Subject {
    /// A variable that the file binds; the range is that under the cursor.
    Variable(BinderId, TextRange),
    /// A variable that it does not bind.
    Free(Target, TextRange),
    /// A path literal.
    Path(TextRange, Box<str>),
}

/// What is at an offset. Of `inherit a;` in a `let` the inner `a` is meant.
pub(crate) fn subject(file: &File, offset: TextSize) -> Option<Subject> {
    let names = file.names();
    if let Some((id, range)) = names.binder_at(offset) {
        return Some(Subject::Variable(id, range));
    }
    if let Some(usage) = names.usage_at(offset) {
        return Some(match usage.target {
            Target::Binder(id) => Subject::Variable(id, usage.range),
            target => Subject::Free(target, usage.range),
        });
    }
    let nodes = nodes_at(file.root(), offset);
    let path = nodes.iter().rev().find_map(|it| cfglint_syntax::ast::Path::cast(*it))?;
    let path = path_use(path).filter(|it| it.is_whole)?;
    Some(Subject::Path(path.range, path.written))
}

/// Uses, and where the name is bound if that is asked for.
pub(crate) fn references(
    cx: &Navigation<'_>,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let position = params.text_document_position;
    let Some(file) = cx.document(&position.text_document.uri) else {
        return Ok(None);
    };
    let offset = file.offset(position.position);
    let with_places = params.context.include_declaration;
    Ok(subject(&file, offset).map(|subject| match subject {
        Subject::Path(_, written) => path_references(cx, &file, &written),
        Subject::Variable(id, _) => {
            let mut found = locations(&file, &variable(&file, id, with_places));
            if file.names().binder(id).kind == BinderKind::Formal {
                found.extend(callers(cx, &file, id));
            }
            found
        }
        Subject::Free(target, range) => locations(&file, &free(&file, target, range)),
    }))
}

/// The same in one file, with what is done at each place.
pub(crate) fn document_highlight(
    cx: &Navigation<'_>,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let position = params.text_document_position_params;
    let Some(file) = cx.document(&position.text_document.uri) else {
        return Ok(None);
    };
    let offset = file.offset(position.position);
    let highlight =
        |range: TextRange, kind| DocumentHighlight { range: file.range(range), kind: Some(kind) };
    Ok(subject(&file, offset).map(|subject| match subject {
        Subject::Variable(id, _) => {
            let places = &file.names().binder(id).places;
            let kind = |range: &TextRange| match places.contains(range) {
                true => DocumentHighlightKind::WRITE,
                false => DocumentHighlightKind::READ,
            };
            variable(&file, id, true).iter().map(|it| highlight(*it, kind(it))).collect()
        }
        Subject::Free(target, range) => {
            let found = free(&file, target, range);
            found.into_iter().map(|it| highlight(it, DocumentHighlightKind::READ)).collect()
        }
        Subject::Path(_, written) => {
            let same = |it: &crate::navigator::PathUse| {
                it.is_whole && file.candidates(&it.written) == file.candidates(&written)
            };
            let paths = file.root().descendants().filter_map(cfglint_syntax::ast::Path::cast);
            let found = paths.filter_map(path_use).filter(same).map(|it| it.range);
            found.map(|it| highlight(it, DocumentHighlightKind::TEXT)).collect()
        }
    }))
}

/// The places of a variable that change together as one types: no `inherit` is among them.
pub(crate) fn linked_editing(
    cx: &Navigation<'_>,
    params: LinkedEditingRangeParams,
) -> Result<Option<LinkedEditingRanges>> {
    let position = params.text_document_position_params;
    let Some(file) = cx.document(&position.text_document.uri) else {
        return Ok(None);
    };
    let offset = file.offset(position.position);
    let Some(Subject::Variable(id, range)) = subject(&file, offset) else {
        return Ok(None);
    };
    // The callers of a function would be left behind.
    let is_formal = file.names().binder(id).kind == BinderKind::Formal;
    if is_formal || crate::handlers::rename::refusal(cx, &file, id).is_some() {
        return Ok(None);
    }
    let ranges = variable(&file, id, true);
    let text = file.slice(range);
    let inherits = crate::handlers::rename::inherits(&file);
    let is_plain =
        ranges.iter().all(|it| file.slice(*it) == text && !inherits.contains_key(&it.start()));
    Ok(is_plain.then(|| LinkedEditingRanges {
        ranges: ranges.into_iter().map(|it| file.range(it)).collect(),
        word_pattern: Some("[a-zA-Z_][a-zA-Z0-9_'-]*".to_owned()),
    }))
}

/// The places of a variable in its file, in order.
pub(crate) fn variable(file: &File, id: BinderId, with_places: bool) -> Vec<TextRange> {
    let names = file.names();
    let places = names.binder(id).places.iter().copied().filter(|_| with_places);
    let mut ranges: Vec<TextRange> = places.chain(names.usages_of(id)).collect();
    ranges.sort_by_key(|range| range.start());
    ranges.dedup();
    ranges
}

/// Uses of one name that mean the same, as far as can be told.
fn free(file: &File, target: Target, range: TextRange) -> Vec<TextRange> {
    let name = file.slice(range);
    let usages = file.names().usages().iter();
    let same = usages.filter(|it| it.target == target && file.slice(it.range) == name);
    same.map(|it| it.range).collect()
}

fn locations(file: &File, ranges: &[TextRange]) -> Vec<Location> {
    ranges.iter().map(|range| file.location(*range)).collect()
}

/// Every path of the project that names the same file.
fn path_references(cx: &Navigation<'_>, file: &File, written: &str) -> Vec<Location> {
    let target = file.candidates(written).into_iter().find(|path| cx.exists(path));
    let Some(target) = target else {
        return Vec::new();
    };
    uses_of_file(cx, &target).iter().flat_map(|(file, ranges)| locations(file, ranges)).collect()
}

/// The files of the project that name a file by a whole path, with these paths.
pub(crate) fn uses_of_file(cx: &Navigation<'_>, target: &Path) -> Vec<(Rc<File>, Vec<TextRange>)> {
    let mut found = Vec::new();
    for path in cx.project().unwrap_or_default() {
        let Some(index) = cx.index(&path).filter(|index| !index.paths.is_empty()) else { continue };
        let folder = path.parent().unwrap_or(Path::new("/"));
        let is_meant = |written: &str| {
            let candidates = cfglint_lints::import_candidates(folder, written);
            candidates.contains(&target.to_path_buf())
                && candidates.iter().find(|it| cx.exists(it)).is_some_and(|it| it == target)
        };
        let uses = index.paths.iter().filter(|it| it.is_whole && is_meant(&it.written));
        let ranges: Vec<TextRange> = uses.map(|it| it.range).collect();
        if !ranges.is_empty() {
            found.extend(cx.at_path(&path).map(|file| (file, ranges)));
        }
    }
    found
}

/// The keys of calls that give a formal its value.
fn callers(cx: &Navigation<'_>, file: &Rc<File>, id: BinderId) -> Vec<Location> {
    let calls = crate::handlers::calls::calls(cx, file, id);
    calls.keys.iter().map(|(file, range)| file.location(*range)).collect()
}
