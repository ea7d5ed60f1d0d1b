//! The unit under the cursor: who starts it, and what it waits for.

use cfglint_lints::model::{Definition, RootId, ValueKind};
use cfglint_lints::unit_files::{UnitGraph, UnitManager, UnitNode, setting};
use cfglint_lints::{FileId, FileReport};
use cfglint_syntax::{Node, TextRange, TextSize};

use super::option::PlaceOf;
use crate::report::Files;
use crate::to_proto;

/// As many places are named.
const LIMIT: usize = 8;

/// A unit that is named in an option path or in a value.
pub(super) struct Mention {
    pub(super) range: TextRange,
    /// Whether it is named in a value.
    pub(super) is_in_value: bool,
    manager: UnitManager,
    /// `a.service`
    name: String,
    file: FileId,
    root: RootId,
}

/// The unit that is named at a place of a file; `place` is the option there.
pub(super) fn at(
    file: &FileReport,
    root: Node<'_>,
    place: Option<&PlaceOf<'_>>,
    offset: TextSize,
) -> Option<Mention> {
    match place {
        Some(place) if place.is_in_key => in_path(place),
        _ => in_value(file, root, offset),
    }
}

fn in_path(place: &PlaceOf<'_>) -> Option<Mention> {
    let setting = setting(place.definition)?;
    let unit = setting.named_unit();
    if place.depth != setting.unit_depth() || !unit.unit_type.is_unit() {
        return None;
    }
    unit.name.known()?;
    Some(Mention {
        range: place.range,
        is_in_value: false,
        manager: unit.manager,
        name: unit.file_name(),
        file: place.file.source.id,
        root: place.definition.root,
    })
}

fn in_value(file: &FileReport, root: Node<'_>, offset: TextSize) -> Option<Mention> {
    let text = &file.source.text;
    // Most values of a long file are none that could name one.
    let may_name =
        |it: &&Definition| !matches!(it.value.kind, ValueKind::Unknown | ValueKind::Function);
    for definition in file.module.definitions.iter().filter(may_name) {
        let Some(setting) = setting(definition) else { continue };
        for (line, word) in setting.mentions(text) {
            if !line.range.contains_inclusive(offset) {
                continue;
            }
            let range = line.source_range(root, word.clone());
            if !range.contains_inclusive(offset) {
                continue;
            }
            return Some(Mention {
                range,
                is_in_value: true,
                manager: setting.unit.manager,
                name: line.value.as_deref()?.get(word)?.to_owned(),
                file: file.source.id,
                root: definition.root,
            });
        }
    }
    None
}

/// What the files say of the unit; nothing if they say no more than its name.
pub(super) fn text(unit: &Mention, reports: &[FileReport], files: &Files) -> Option<String> {
    let graph = UnitGraph::around(reports, unit.file, unit.root);
    let number = graph.find(unit.manager, &unit.name)?;
    let mut text = graph.describe(number);
    if unit.is_in_value {
        text += &places(&graph.nodes[number], reports, files);
    }
    text.contains('\n').then_some(text)
}

/// Links to the files that set something of the unit.
fn places(node: &UnitNode, reports: &[FileReport], files: &Files) -> String {
    let link = |file: FileId, range: TextRange| {
        let report = reports.iter().find(|it| it.source.id == file)?;
        let known = files.get(&file)?;
        let line = to_proto::range(known, range).start.line + 1;
        let (name, uri) = (&report.source.name, known.uri.as_str());
        Some(format!("- [{name}:{line}]({uri}#L{line})\n"))
    };
    let mut links: Vec<String> =
        node.places.iter().filter_map(|it| link(it.file, it.range)).collect();
    links.sort_unstable();
    let more = links.len().saturating_sub(LIMIT);
    links.truncate(LIMIT);
    if more > 0 {
        links.push(format!("- and {more} more\n"));
    }
    match links.is_empty() {
        true => String::new(),
        false => format!("\n\nSet here:\n{}", links.concat().trim_end()),
    }
}
