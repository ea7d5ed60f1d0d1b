//! The option under the cursor, as the model of the module sees it.

use cfglint_lints::FileReport;
use cfglint_lints::model::{Definition, Segment};
use cfglint_syntax::ast::{AstNode, Binding};
use cfglint_syntax::{Node, TextRange, TextSize};

use crate::navigator::lookup::{nodes_at, nodes_over};
use crate::report::Files;
use crate::to_proto;

/// As many other places are named.
const LIMIT: usize = 8;

/// A name of an option path, or the value of an option.
pub(crate) struct PlaceOf<'a> {
    pub(crate) file: &'a FileReport,
    /// A definition of the option, or of one below it.
    pub(crate) definition: &'a Definition,
    /// How many names of its path are meant.
    pub(crate) depth: usize,
    pub(crate) range: TextRange,
    /// Whether it is a name of the path.
    pub(crate) is_in_key: bool,
    binding: TextRange,
}

impl PlaceOf<'_> {
    /// The names that are meant.
    pub(crate) fn path(&self) -> &[Segment] {
        &self.definition.path[..self.depth]
    }

    /// Whether it is the definition itself, and none above it.
    pub(crate) fn is_whole(&self) -> bool {
        self.depth == self.definition.path.len()
    }
}

/// The option at a place of a file.
pub(crate) fn at<'a>(
    file: &'a FileReport,
    root: Node<'_>,
    offset: TextSize,
) -> Option<PlaceOf<'a>> {
    let mut nodes = nodes_at(root, offset);
    let before = offset.checked_sub(TextSize::new(1));
    if !nodes.iter().any(|node| Binding::cast(*node).is_some()) {
        nodes = nodes_at(root, before?);
    }
    let binding = nodes.iter().rev().find_map(|node| Binding::cast(*node))?;
    let attrs: Vec<_> = binding.path()?.attrs().collect();
    let is_in_key = binding.path()?.range().contains_inclusive(offset);
    let index = match is_in_key {
        true => attrs.iter().position(|attr| attr.range().contains_inclusive(offset))?,
        false => attrs.len() - 1,
    };
    let inside = |it: &&Definition| binding.range().contains_range(it.place.statement);
    let definition = file.module.definitions.iter().find(inside)?;
    if !is_in_key && definition.place.statement != binding.range() {
        return None;
    }
    // The names that are written from this binding down to the definition.
    let below = nodes_over(root, definition.place.key);
    let within = below.iter().filter(|node| binding.range().contains_range(node.range()));
    let mut written: usize =
        within.filter_map(|node| Binding::cast(*node)?.path()).map(|it| it.attrs().count()).sum();
    let own = nodes_over(root, definition.place.statement);
    let is_binding = own
        .iter()
        .any(|node| node.range() == definition.place.statement && Binding::cast(*node).is_some());
    written += usize::from(!is_binding);
    let mut depth = (definition.path.len() + index + 1).checked_sub(written)?;
    // Outside of a list there are fewer names than the path has: an element is not written as one.
    let is_outside = |list: usize| written + list + 1 > definition.path.len();
    if definition.list_depth().is_some_and(is_outside) {
        depth = depth.checked_sub(1)?;
    }
    let meant = definition.path.get(depth.checked_sub(1)?)?;
    // A function may have put names between that are not written.
    if attrs[index].name().as_deref() != meant.name() {
        return None;
    }
    let range = match is_in_key {
        true => attrs[index].range(),
        false => definition.place.value,
    };
    Some(PlaceOf { file, definition, depth, range, is_in_key, binding: binding.range() })
}

/// What there is to say of the option itself.
pub(crate) fn text(place: &PlaceOf<'_>, reports: &[FileReport], files: &Files) -> String {
    let names: Vec<&str> = place.path().iter().map(Segment::text).collect();
    let mut text = format!("`{}`", names.join("."));
    let definition = place.definition;
    if place.is_whole() {
        match definition.priority {
            Some(100) => {}
            Some(priority) => {
                let function = match priority {
                    50 => " (`mkForce`)",
                    1000 => " (`mkDefault`)",
                    1500 => " (`mkOptionDefault`)",
                    _ => "",
                };
                text += &format!("\n\npriority {priority}{function}; the lowest number wins");
            }
            None => text += "\n\nthe text does not say with which priority",
        }
        let conditions: Vec<String> = definition
            .conditions
            .iter()
            .map(|it| match it.is_negated {
                true => format!("not `{}`", it.text),
                false => format!("`{}`", it.text),
            })
            .collect();
        if !conditions.is_empty() {
            text += &format!("\n\nonly if {}", conditions.join(" and "));
        }
    }
    let others = others(place, reports, files);
    if let Some((first, rest)) = others.split_at_checked(LIMIT.min(others.len())) {
        if !first.is_empty() {
            text += &format!("\n\nAlso set here:\n{}", first.concat());
        }
        if !rest.is_empty() {
            text += &format!("- and {} more\n", rest.len());
        }
    }
    text.trim_end().to_owned()
}

/// Whether `path` begins with `outer`. The last name of it, which tells most others apart, is looked at
/// first.
fn is_within(outer: &[Segment], path: &[Segment]) -> bool {
    let last = outer.len().checked_sub(1);
    last.is_none_or(|last| path.get(last) == outer.get(last)) && path.starts_with(outer)
}

/// Links to other places that set the option or what is below it, one a line of text.
fn others(place: &PlaceOf<'_>, reports: &[FileReport], files: &Files) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for report in reports {
        if !report.module.may_set_below(place.path()) {
            continue;
        }
        let Some(file) = files.get(&report.source.id) else { continue };
        let is_own = report.source.id == place.file.source.id;
        for definition in &report.module.definitions {
            if !is_within(place.path(), &definition.path) {
                continue;
            }
            if is_own && place.binding.contains_range(definition.place.statement) {
                continue;
            }
            let line = to_proto::range(file, definition.place.key).start.line + 1;
            let (name, uri) = (&report.source.name, file.uri.as_str());
            let more = match definition.priority {
                Some(100) => "",
                _ => ", with another priority",
            };
            let link = format!("- [{name}:{line}]({uri}#L{line}){more}\n");
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    links
}
