//! What the text does not show by itself: priorities, the units that timers start, and the files
//! that share a unit. Editors show it only if their users switch it on.

use std::collections::BTreeMap;

use cfglint_lints::model::{Definition, ValueKind};
use cfglint_syntax::TextRange;
use cfglint_syntax::ast::{AstNode, Binding};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::lookup::nodes_over;
use crate::navigator::{File, Navigation, UNIT, unit_name};

/// The priority of everything that has not the usual one.
const USUAL_PRIORITY: u32 = 100;

pub(crate) fn inlay_hint(
    cx: &Navigation<'_>,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    if !cx.view.features.inlay_hints {
        return Ok(Some(Vec::new()));
    }
    let within = file.text_range(params.range);
    let mut hints: BTreeMap<(TextRangeKey, &str), InlayHint> = BTreeMap::new();
    for definition in &file.module().definitions {
        if let Some((range, label)) = priority(&file, definition) {
            hints.entry((key(range), "priority")).or_insert_with(|| hint(&file, range, label));
        }
        if let Some((range, label)) = started(&file, definition) {
            hints.entry((key(range), "unit")).or_insert_with(|| hint(&file, range, label));
        }
    }
    let wanted = hints.into_iter().filter(|((at, _), _)| within.contains_inclusive(at.1.into()));
    Ok(Some(wanted.map(|(_, hint)| hint).collect()))
}

type TextRangeKey = (u32, u32);

fn key(range: TextRange) -> TextRangeKey {
    (range.start().into(), range.end().into())
}

fn hint(file: &File, range: TextRange, label: String) -> InlayHint {
    InlayHint {
        position: file.position(range.end()),
        label: InlayHintLabel::String(label),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// The priority of a definition, and whether another one in the file hides it.
fn priority(file: &File, definition: &Definition) -> Option<(TextRange, String)> {
    let is_hidden = file.module().hides(definition) && definition.priority.is_some();
    let label = match definition.priority {
        Some(USUAL_PRIORITY) if !is_hidden => return None,
        Some(priority) if is_hidden => format!("priority {priority}, may be hidden"),
        Some(priority) => format!("priority {priority}"),
        None => return None,
    };
    Some((definition.place.key, label))
}

/// What a timer, socket or path unit starts.
fn started(file: &File, definition: &Definition) -> Option<(TextRange, String)> {
    let part = definition.unit_part()?;
    let (section, directive) = match part.kind {
        "timers" => ("timerConfig", "Unit"),
        "sockets" => ("socketConfig", "Service"),
        "paths" => ("pathConfig", "Unit"),
        _ => return None,
    };
    let name = part.name.name()?;
    let is_same = |other: &&Definition| {
        other.root == definition.root
            && other.unit_part().is_some_and(|it| {
                (it.manager, it.kind, it.name.name()) == (part.manager, part.kind, Some(name))
            })
    };
    let mut own = file.module().definitions.iter().filter(is_same);
    let names_unit = |it: &Definition| {
        it.path.iter().rev().take(2).map(|it| it.name()).eq([Some(directive), Some(section)])
    };
    let unit = match own.find(|it| names_unit(it)).map(|it| &it.value) {
        None => format!("{name}.service"),
        Some(value) => match &value.kind {
            ValueKind::Str(text) => text.as_literal()?.to_owned(),
            _ => return None,
        },
    };
    let at = definition.path.iter().position(|it| it == part.name)?;
    Some((segment(file, definition, at)?, format!("starts {unit}")))
}

/// Where a name of the path of a definition stands, if the path is written around its key.
fn segment(file: &File, definition: &Definition, at: usize) -> Option<TextRange> {
    if definition.place.is_shared {
        return None;
    }
    let nodes = nodes_over(file.root(), definition.place.key);
    let bindings = nodes.iter().filter_map(|node| Binding::cast(*node));
    let attrs: Vec<_> = bindings.filter_map(Binding::path).flat_map(|it| it.attrs()).collect();
    let behind = definition.path.len().checked_sub(at)?;
    let attr = attrs.get(attrs.len().checked_sub(behind)?)?;
    (attr.name().as_deref() == definition.path[at].name()).then(|| attr.range())
}

/// Above each unit of this file that other files speak of too: how many.
pub(crate) fn code_lens(
    cx: &Navigation<'_>,
    params: CodeLensParams,
) -> Result<Option<Vec<CodeLens>>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    if !cx.view.features.code_lens {
        return Ok(Some(Vec::new()));
    }
    let mut own: BTreeMap<String, TextRange> = BTreeMap::new();
    for definition in &file.module().definitions {
        if let Some(name) = unit_name(definition) {
            own.entry(name).or_insert(definition.place.statement);
        }
    }
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for path in cx.project().unwrap_or_default() {
        if file.path.as_deref() == Some(&path) {
            continue;
        }
        let Some(index) = cx.index(&path) else { continue };
        for symbol in index.symbols.iter().filter(|it| it.kind == UNIT) {
            if own.contains_key(&*symbol.name) {
                *others.entry(symbol.name.to_string()).or_default() += 1;
            }
        }
    }
    let lens = |(name, count): (&String, &usize)| {
        let title = match count {
            1 => format!("{name}: also in 1 other file"),
            count => format!("{name}: also in {count} other files"),
        };
        // Without a command it is only a text.
        let command = Some(Command { title, command: String::new(), arguments: None });
        Some(CodeLens { range: file.range(*own.get(name)?), command, data: None })
    };
    let mut lenses: Vec<CodeLens> = others.iter().filter_map(lens).collect();
    lenses.sort_by_key(|it| it.range.start);
    Ok(Some(lenses))
}
