//! Who starts whom, and who waits for whom.

use std::ops::Range;

use cfglint_syntax::{Node, TextRange};

use super::{
    Assignment, How, Link, Member, SettingKey, UnitFile, UnitFiles, UnitManager, UnitType, setting,
};
use crate::FileReport;
use crate::facts::Fact;
use crate::memory::JoinKey;
use crate::systemd::has_hole;

/// What one unit is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// Starts it, and does without it.
    Wants,
    /// Starts it, and fails without it.
    Requires,
    /// Fails unless it runs already.
    Requisite,
    /// As [`EdgeKind::Requires`], and stops with it.
    BindsTo,
    /// Stops and restarts with it.
    PartOf,
    /// Starts it again whenever it is not running.
    Upholds,
    /// Stops it.
    Conflicts,
    /// Waits for it.
    After,
    /// Is waited for by it.
    Before,
    /// Starts it on failure.
    OnFailure,
    /// Starts it after success.
    OnSuccess,
    /// A timer, socket or path that starts it.
    Triggers,
}

/// A relation of two units of one manager.
#[derive(Clone)]
pub struct Edge<'a> {
    /// Whose units they are.
    pub manager: UnitManager,
    /// The file name of the one that says it, or that is said to want the other, as `a.service`.
    pub from: String,
    /// The other's file name.
    pub to: String,
    /// What the first is to the second.
    pub kind: EdgeKind,
    /// The definition that says it, and its file. For what follows from a name or from `startAt`,
    /// a definition of the timer, socket or path.
    pub fact: Fact<'a>,
    /// The word in the line that says it; `None` for what no line says.
    pub said: Option<(Assignment<'a>, Range<usize>)>,
}

impl Edge<'_> {
    /// Where the file says it. `root` is the tree of the file of [`Edge::fact`].
    pub fn range(&self, root: Node<'_>) -> TextRange {
        match &self.said {
            Some((assignment, word)) => assignment.source_range(root, word.clone()),
            None => self.fact.definition.place.key,
        }
    }

    /// Whether the edge is there whenever the file counts.
    pub fn is_unconditional(&self) -> bool {
        match &self.said {
            Some((assignment, _)) => assignment.is_unconditional(),
            None => self.fact.definition.conditions.is_empty(),
        }
    }
}

/// An order that a file may say: which unit waits for which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) manager: UnitManager,
    pub(crate) from: Box<str>,
    pub(crate) to: Box<str>,
}

/// All orders that a file says, also those that something hides or that hold on some condition.
pub(crate) fn orders(file: &FileReport) -> Vec<Order> {
    let mut orders = Vec::new();
    let numbers = SettingKey::GROUPS.iter().flat_map(|group| file.index.of(*group));
    for number in numbers {
        let Some(setting) = setting(&file.module.definitions[*number as usize]) else { continue };
        let is_order =
            |section: &str, directive: &str| section == "Unit" && ORDERS.contains(&directive);
        let is_meant = setting.how == How::Text || is_order(setting.section, setting.directive);
        if !is_meant || !setting.unit.unit_type.is_unit() || setting.unit.name.known().is_none() {
            continue;
        }
        let name = setting.unit.file_name();
        for line in setting.assignments(&file.source.text).lines {
            if !is_order(&line.section, &line.directive) {
                continue;
            }
            let value = line.value.as_deref().unwrap_or_default();
            for other in words(value).map(|word| &value[word]) {
                let (from, to) = match &*line.directive {
                    "Before" => (other, name.as_str()),
                    _ => (name.as_str(), other),
                };
                let manager = setting.unit.manager;
                orders.push(Order { manager, from: from.into(), to: to.into() });
            }
        }
    }
    orders
}

const ORDERS: &[&str] = &["After", "Before"];

impl<'a> UnitFiles<'a> {
    /// All relations that the files say, in their order. Units with computed names have none, nor
    /// have words with a part that is not known; what a stronger definition may hide is left out,
    /// as are units that are switched off.
    pub fn edges(&self) -> Vec<Edge<'a>> {
        let mut edges = Vec::new();
        for unit in self.iter().filter(|it| it.id.unit_type.is_unit()) {
            if unit.id.name.known().is_none() {
                continue;
            }
            let name = unit.id.file_name();
            for member in &unit.members {
                said_edges(unit, &name, member, &mut edges);
            }
            implied_edges(unit, &name, &mut edges);
        }
        edges
    }
}

fn said_edges<'a>(unit: &UnitFile<'a>, name: &str, member: &Member<'a>, edges: &mut Vec<Edge<'a>>) {
    let setting = &member.setting;
    let is_relation =
        |section: &str, directive: &str| relation(unit.id.unit_type, section, directive).is_some();
    if setting.how != How::Text && !is_relation(setting.section, setting.directive) {
        return;
    }
    if unit.hides(&member.fact) || unit.seen_from(&member.fact).may_be_masked() {
        return;
    }
    for line in setting.assignments(&member.fact.file.source.text).lines {
        let Some((kind, is_reverse)) = relation(unit.id.unit_type, &line.section, &line.directive)
        else {
            continue;
        };
        // NixOS makes links of its own options, and enables no unit by its text.
        let is_link =
            matches!(setting.how, How::Links(Link::WantedBy | Link::RequiredBy | Link::UpheldBy));
        if is_reverse && !is_link && unit.id.manager != UnitManager::Home {
            continue;
        }
        for word in words(line.value.as_deref().unwrap_or_default()) {
            let other = line.value.as_deref().unwrap_or_default()[word.clone()].to_owned();
            if has_hole(&other) || UnitType::split(&other).is_none() {
                continue;
            }
            let (from, to) = match is_reverse {
                true => (other, name.to_owned()),
                false => (name.to_owned(), other),
            };
            let said = Some((line.clone(), word));
            edges.push(Edge { manager: unit.id.manager, from, to, kind, fact: member.fact, said });
        }
    }
}

/// What a directive says of the unit and those that it names, and whether it is they that say it.
fn relation(unit_type: UnitType, section: &str, directive: &str) -> Option<(EdgeKind, bool)> {
    let kind = match (section, directive) {
        ("Unit", "Wants") => EdgeKind::Wants,
        ("Unit", "Requires") => EdgeKind::Requires,
        ("Unit", "Requisite") => EdgeKind::Requisite,
        ("Unit", "BindsTo") => EdgeKind::BindsTo,
        ("Unit", "PartOf") => EdgeKind::PartOf,
        ("Unit", "Upholds") => EdgeKind::Upholds,
        ("Unit", "Conflicts") => EdgeKind::Conflicts,
        ("Unit", "After") => EdgeKind::After,
        ("Unit", "Before") => EdgeKind::Before,
        ("Unit", "OnFailure") => EdgeKind::OnFailure,
        ("Unit", "OnSuccess") => EdgeKind::OnSuccess,
        ("Install", "WantedBy") => return Some((EdgeKind::Wants, true)),
        ("Install", "RequiredBy") => return Some((EdgeKind::Requires, true)),
        ("Install", "UpheldBy") => return Some((EdgeKind::Upholds, true)),
        ("Timer", "Unit") if unit_type == UnitType::Timer => EdgeKind::Triggers,
        ("Path", "Unit") if unit_type == UnitType::Path => EdgeKind::Triggers,
        ("Socket", "Service") if unit_type == UnitType::Socket => EdgeKind::Triggers,
        _ => return None,
    };
    Some((kind, false))
}

/// The unit that a timer, socket or path starts by its name, and the target that wants the timer of
/// a `startAt`.
fn implied_edges<'a>(unit: &UnitFile<'a>, name: &str, edges: &mut Vec<Edge<'a>>) {
    let (section, directive) = match unit.id.unit_type {
        UnitType::Timer => ("Timer", "Unit"),
        UnitType::Path => ("Path", "Unit"),
        UnitType::Socket => ("Socket", "Service"),
        _ => return,
    };
    let Some(first) = unit.members.iter().find(|it| it.setting.how != How::Nothing) else {
        return;
    };
    let view = unit.seen_from(&first.fact);
    if view.may_be_masked() {
        return;
    }
    let manager = unit.id.manager;
    let mut push = |from: String, to: String, kind, fact| {
        edges.push(Edge { manager, from, to, kind, fact, said: None });
    };
    let has_calendar = |it: &Member<'_>| {
        it.setting.how == How::StartAt
            && !it.setting.assignments(&it.fact.file.source.text).lines.is_empty()
    };
    if let Some(start) = unit.members.iter().find(|it| has_calendar(it)) {
        push("timers.target".to_owned(), name.to_owned(), EdgeKind::Wants, start.fact);
    }
    if !view.is_silent_on(section, directive) {
        return;
    }
    let own = unit.id.name.text();
    let service = match unit.id.unit_type {
        UnitType::Socket if view.is_silent_on("Socket", "Accept") => format!("{own}.service"),
        UnitType::Socket => {
            let accepts = view.get("Socket", "Accept").last().and_then(|(_, found)| {
                found
                    .lines
                    .last()
                    .map(|it| matches!(it.literal(), Some("true" | "yes" | "on" | "1")))
            });
            match accepts {
                Some(true) => format!("{own}@.service"),
                _ => format!("{own}.service"),
            }
        }
        _ => format!("{own}.service"),
    };
    push(name.to_owned(), service, EdgeKind::Triggers, first.fact);
}

/// The words of a value, as ranges of bytes.
pub(super) fn words(value: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &value[at..];
        let start = at + rest.find(|it: char| !it.is_ascii_whitespace())?;
        let length = value[start..].find(|it: char| it.is_ascii_whitespace());
        let end = length.map_or(value.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}
