//! Where a name, an attribute or a file is defined.

use std::rc::Rc;

use cfglint_syntax::ast::{AstNode, Inherit, Path, Select};
use cfglint_syntax::{Names, SyntaxKind, Target, TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::lookup::{attribute, call_key, callee, formal, nodes_at, nodes_over};
use crate::navigator::{File, Navigation, path_use};

/// `inherit` of `inherit` of …
const INHERIT_LIMIT: usize = 64;

/// Where something is defined: through `inherit`, into other files.
pub(crate) fn definition(
    cx: &Navigation<'_>,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    Ok(answer(cx, &params.text_document_position_params, true, cx.client().has_definition_links))
}

/// Where a name is brought into scope: of an inherited one that is the `inherit`.
pub(crate) fn declaration(
    cx: &Navigation<'_>,
    params: request::GotoDeclarationParams,
) -> Result<Option<request::GotoDeclarationResponse>> {
    Ok(answer(cx, &params.text_document_position_params, false, cx.client().has_declaration_links))
}

/// A place, and what of it is to be shown selected.
struct Found {
    origin: TextRange,
    file: Rc<File>,
    places: Vec<TextRange>,
}

fn answer(
    cx: &Navigation<'_>,
    position: &TextDocumentPositionParams,
    is_deep: bool,
    has_links: bool,
) -> Option<GotoDefinitionResponse> {
    let file = cx.document(&position.text_document.uri)?;
    let offset = file.offset(position.position);
    let found = find(cx, &file, offset, is_deep)?;
    if !has_links {
        let places = found.places.iter().map(|place| found.file.location(*place));
        return Some(GotoDefinitionResponse::Array(places.collect()));
    }
    let link = |place: &TextRange| LocationLink {
        origin_selection_range: Some(file.range(found.origin)),
        target_uri: found.file.uri.clone(),
        target_range: found.file.range(statement(&found.file, *place)),
        target_selection_range: found.file.range(*place),
    };
    Some(GotoDefinitionResponse::Link(found.places.iter().map(link).collect()))
}

/// The binding or the function argument around a name, for previews.
fn statement(file: &File, place: TextRange) -> TextRange {
    let kinds = [SyntaxKind::BINDING, SyntaxKind::INHERIT, SyntaxKind::PATTERN_ENTRY];
    let nodes = nodes_over(file.root(), place);
    let around = nodes.iter().rev().take(3).find(|node| kinds.contains(&node.kind()));
    around.map_or(place, |node| node.range())
}

fn find(cx: &Navigation<'_>, file: &Rc<File>, offset: TextSize, is_deep: bool) -> Option<Found> {
    let names = file.names();
    let usage = names.usage_at(offset);
    let here = |origin, places| Some(Found { origin, file: Rc::clone(file), places });
    // The key of an argument is the function's rather than the caller's: `f { inherit a; }`.
    if let Some(found) = key(cx, file, offset).filter(|_| is_deep || usage.is_none()) {
        return Some(found);
    }
    if let Some(usage) = usage {
        let places = match usage.target {
            Target::Binder(id) if is_deep => origin(names, names.binder(id).places.clone()),
            Target::Binder(id) => names.binder(id).places.clone(),
            Target::With(with) => with_places(file, with, file.slice(usage.range)),
            Target::Global | Target::Undefined => return None,
        };
        return here(usage.range, places);
    }
    if let Some((id, range)) = names.binder_at(offset) {
        return here(range, names.binder(id).places.clone());
    }
    let nodes = nodes_at(file.root(), offset);
    if let Some(path) = nodes.iter().rev().find_map(|node| Path::cast(*node)) {
        return file_of(cx, file, path);
    }
    selected(file, offset)
}

/// The argument of a function, from a key of the set that it is called with.
fn key(cx: &Navigation<'_>, file: &Rc<File>, offset: TextSize) -> Option<Found> {
    let (function, _, name) = call_key(file.root(), offset)?;
    let callee = callee(cx, file, function)?;
    let place = formal(callee.lambda()?, &name)?;
    let nodes = nodes_at(file.root(), offset);
    let origin = nodes.last()?.range();
    Some(Found { origin, places: vec![place], file: Rc::clone(&callee.file) })
}

/// Where names come from that are only inherited in `places`.
fn origin(names: &Names, mut places: Vec<TextRange>) -> Vec<TextRange> {
    for _ in 0..INHERIT_LIMIT {
        let [place] = places[..] else { break };
        let inherited = names.usage_at(place.start()).filter(|usage| usage.range == place);
        let Some(Target::Binder(id)) = inherited.map(|usage| usage.target) else { break };
        places = names.binder(id).places.clone();
    }
    places
}

/// The attribute in the sets of the `with`s around, or these sets where they are not literal.
fn with_places(file: &File, with: cfglint_syntax::WithId, name: &str) -> Vec<TextRange> {
    let mut places = Vec::new();
    for set in file.names().with_chain(with) {
        let nodes = nodes_over(file.root(), set);
        let Some(expr) = nodes.iter().find(|node| node.range() == set) else { continue };
        let Some(expr) = cfglint_syntax::ast::Expr::cast(*expr) else { continue };
        let keys = attribute(file, expr, &[name.to_owned()]);
        if !keys.is_empty() {
            return keys;
        }
        places.push(set);
    }
    places
}

/// The file that a path names; a folder stands for its `default.nix`.
fn file_of(cx: &Navigation<'_>, file: &File, path: Path<'_>) -> Option<Found> {
    let path = path_use(path).filter(|it| it.is_whole)?;
    let mut candidates = file.candidates(&path.written).into_iter();
    let target = candidates.find_map(|it| cx.at_path(&it))?;
    let start = TextRange::empty(TextSize::new(0));
    Some(Found { origin: path.range, file: target, places: vec![start] })
}

/// The key that a selection or an `inherit (…)` leads to, in a set that the file spells out.
fn selected(file: &Rc<File>, offset: TextSize) -> Option<Found> {
    let nodes = nodes_at(file.root(), offset);
    let (base, names, origin) = if let Some(select) =
        nodes.iter().rev().find_map(|it| Select::cast(*it))
        && let Some(path) = select.path().filter(|path| path.range().contains_inclusive(offset))
    {
        let attrs: Vec<_> = path.attrs().take_while(|it| it.range().start() <= offset).collect();
        let names: Option<Vec<String>> =
            attrs.iter().map(|it| it.name().map(|name| name.into_owned())).collect();
        (select.base()?, names?, attrs.last()?.range())
    } else {
        let inherit = nodes.iter().rev().find_map(|it| Inherit::cast(*it))?;
        let attr = inherit.attrs().find(|it| it.range().contains_inclusive(offset))?;
        (inherit.from()?, vec![attr.name()?.into_owned()], attr.range())
    };
    let places = attribute(file, base, &names);
    (!places.is_empty()).then(|| Found { origin, file: Rc::clone(file), places })
}
