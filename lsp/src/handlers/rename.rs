//! Renaming of variables, and of files by the paths that name them.
//!
//! A variable is renamed only where all of its places can be seen and the result has been read
//! again: each name must mean after the change what it meant before. Everything else is refused
//! with a reason.

mod edits;
mod verify;

use std::collections::HashMap;
use std::rc::Rc;

use cfglint_syntax::ast::{AstNode, AttrSet, Inherit};
use cfglint_syntax::{BinderId, BinderKind, Target, TextRange, TextSize, is_identifier};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::*;

use crate::handlers::calls::{calls, whole_is_used};
use crate::handlers::moves;
use crate::handlers::references::{Subject, subject, variable};
use crate::navigator::lookup::{around, keys_of};
use crate::navigator::{File, Navigation};
use edits::Change;

/// `RequestFailed` of the protocol: the message is for the person in front of the editor.
const REQUEST_FAILED: i64 = -32803;

pub(crate) fn failed(message: impl Into<String>) -> Error {
    let code = ErrorCode::ServerError(REQUEST_FAILED);
    Error { code, message: message.into().into(), data: None }
}

/// What would be renamed, or why it cannot be.
pub(crate) fn prepare_rename(
    cx: &Navigation<'_>,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let response = |range: TextRange, placeholder: &str| {
        let (range, placeholder) = (file.range(range), placeholder.to_owned());
        Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
    };
    match subject(&file, file.offset(params.position)) {
        None => Ok(None),
        Some(Subject::Variable(id, range)) => match refusal(cx, &file, id) {
            Some(reason) => Err(failed(reason)),
            None => response(range, &file.names().binder(id).name),
        },
        Some(Subject::Free(target, range)) => Err(failed(not_ours(target, file.slice(range)))),
        Some(Subject::Path(range, written)) => {
            moves::target(cx, &file, &written)?;
            response(range, &written)
        }
    }
}

/// The edits that rename what is at a position.
pub(crate) fn rename(cx: &Navigation<'_>, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let position = params.text_document_position;
    let Some(file) = cx.document(&position.text_document.uri) else {
        return Ok(None);
    };
    let new = params.new_name.trim();
    match subject(&file, file.offset(position.position)) {
        None => Ok(None),
        Some(Subject::Variable(id, _)) => rename_variable(cx, &file, id, new),
        Some(Subject::Free(target, range)) => Err(failed(not_ours(target, file.slice(range)))),
        Some(Subject::Path(_, written)) => moves::rename_path(cx, &file, &written, new),
    }
}

fn not_ours(target: Target, name: &str) -> String {
    match target {
        Target::With(_) => format!("`{name}` comes from a `with`, so it is named elsewhere"),
        Target::Global => format!("`{name}` is defined by Nix itself"),
        _ => format!("nothing in this file defines `{name}`"),
    }
}

/// Why a variable cannot be renamed, whatever its new name: a sentence.
pub(crate) fn refusal(cx: &Navigation<'_>, file: &Rc<File>, id: BinderId) -> Option<String> {
    let binder = file.names().binder(id);
    let name = &binder.name;
    if !file.is_sound() {
        return Some("this file has a syntax error, so not all uses can be seen".to_owned());
    }
    match binder.kind {
        BinderKind::Rec => Some(format!(
            "`{name}` is an attribute of a `rec` set: code elsewhere may select it by this name"
        )),
        BinderKind::LegacyLet if &**name == "body" => {
            Some("`let { … }` gives the value of `body`, which has to have this name".to_owned())
        }
        BinderKind::Formal if whole_is_used(file, id) => Some(format!(
            "the whole argument is used by its name behind `@`, and `{name}` is an attribute of it"
        )),
        BinderKind::Formal => calls(cx, file, id).obstacle,
        BinderKind::Let | BinderKind::LegacyLet | BinderKind::Param | BinderKind::Whole => None,
    }
}

fn rename_variable(
    cx: &Navigation<'_>,
    file: &Rc<File>,
    id: BinderId,
    new: &str,
) -> Result<Option<WorkspaceEdit>> {
    if let Some(reason) = refusal(cx, file, id) {
        return Err(failed(reason));
    }
    if !is_identifier(new) || new.starts_with("__") {
        return Err(failed(format!("`{new}` cannot be the name of a variable")));
    }
    let binder = file.names().binder(id);
    let old = &*binder.name;
    if new == old {
        return Ok(None);
    }
    let mut changes = vec![Change::new(Rc::clone(file))];
    let own = inherits(file);
    for range in variable(file, id, true) {
        let is_place = binder.places.contains(&range);
        changes[0].variable(&own, range, is_place, new)?;
    }
    if binder.kind == BinderKind::Formal {
        let calls = calls(cx, file, id);
        for (caller, range) in &calls.arguments {
            let set = around::<AttrSet<'_>>(caller.root(), *range);
            if set.is_some_and(|set| !keys_of(set, new).is_empty()) {
                let line = caller.line(range.start()) + 1;
                return Err(failed(format!("a call in line {line} passes `{new}` already")));
            }
        }
        let mut callers: Vec<Rc<File>> = calls.keys.iter().map(|(it, _)| Rc::clone(it)).collect();
        callers.dedup_by(|a, b| a.uri == b.uri);
        for caller in callers {
            let known = changes.iter().position(|it| it.file.uri == caller.uri);
            let at = known.unwrap_or_else(|| {
                changes.push(Change::new(Rc::clone(&caller)));
                changes.len() - 1
            });
            let inherits = inherits(&caller);
            for (_, range) in calls.keys.iter().filter(|(it, _)| it.uri == caller.uri) {
                changes[at].key(&inherits, *range, new)?;
            }
        }
    }
    if let Some(broken) = changes.iter().find(|it| !it.file.is_sound()) {
        let name = broken.file.path.as_deref().and_then(std::path::Path::file_name);
        let name = name.unwrap_or_default().to_string_lossy();
        return Err(failed(format!("`{name}`, which passes `{old}`, has a syntax error")));
    }
    for change in &mut changes {
        verify::verify(change, old, new).map_err(failed)?;
    }
    Ok(Some(moves::workspace_edit(
        cx,
        changes.iter().map(|it| (Rc::clone(&it.file), it.replacements())).collect(),
        Vec::new(),
    )))
}

/// The `inherit`s of a file, by the starts of the names in them.
pub(crate) type Inherits<'t> = HashMap<TextSize, Inherit<'t>>;

/// All of them at once: a search for each use would take too long where there are many.
pub(crate) fn inherits(file: &File) -> Inherits<'_> {
    let inherits = file.root().descendants().filter_map(Inherit::cast);
    inherits.flat_map(|it| it.attrs().map(move |attr| (attr.range().start(), it))).collect()
}
