//! A unit file as NixOS or home-manager would write it.

use std::borrow::Cow;

use cfglint_syntax::TextSize;

use super::{Assignment, How, Link, Member, UnitId, UnitManager, UnitType};
use crate::model::{Definition, Segment};
use crate::systemd::{HOLE, has_hole};

/// A unit file, as far as it is known.
#[derive(Debug, Clone)]
pub struct WrittenFile<'a> {
    /// In the order of the file.
    pub sections: Vec<WrittenSection<'a>>,
    /// Links to the unit, as `multi-user.target.requires`, with what says so. Those of `WantedBy=`
    /// are lines, too.
    pub links: Vec<Assignment<'a>>,
    /// Whether these are all that the definitions write.
    pub is_complete: bool,
}

/// A section.
#[derive(Debug, Clone)]
pub struct WrittenSection<'a> {
    /// Its name; empty for what is written to one that the text does not say.
    pub name: String,
    /// Its lines in order.
    pub lines: Vec<WrittenLine<'a>>,
    /// Whether these are all, but for what [`WrittenSection::more`] names.
    pub is_complete: bool,
    /// The directives of which there may be more lines, or fewer.
    pub more: Vec<String>,
    /// The element of a list that it is made of, and where that begins.
    element: Option<Element<'a>>,
}

type Element<'a> = (&'a Segment, TextSize);

/// A line.
#[derive(Debug, Clone)]
pub struct WrittenLine<'a> {
    /// The directive.
    pub directive: String,
    /// What stands after `=`; see [`Assignment::value`].
    pub value: Option<String>,
    /// What says so: more than one for a list of words, and for texts that are joined.
    pub parts: Vec<Assignment<'a>>,
}

/// The file that `members` of one unit make: those of one machine, of which none hides another.
pub fn written<'a>(id: &UnitId<'a>, members: &[&Member<'a>]) -> WrittenFile<'a> {
    let mut file = WrittenFile { sections: Vec::new(), links: Vec::new(), is_complete: true };
    let mut sorted: Vec<&&Member<'a>> = members.iter().collect();
    sorted.sort_by_key(|it| it.fact.definition.order.unwrap_or(1000));
    let mut all = Vec::new();
    for member in sorted {
        let setting = &member.setting;
        let found = setting.assignments(&member.fact.file.source.text);
        if !found.is_complete {
            let element = element_of(id, member.fact.definition);
            match (setting.section, setting.directive) {
                ("", _) => file.is_complete = false,
                (name, "") => file.section(name, element).is_complete = false,
                (name, directive) => {
                    file.section(name, element).more.push(directive.to_owned());
                }
            }
        }
        match setting.how {
            How::Links(Link::RequiredBy | Link::UpheldBy | Link::Alias) => {
                file.links.extend(found.lines);
            }
            _ => all.extend(found.lines),
        }
    }
    all.sort_by(|one, other| rank(id, one).cmp(&rank(id, other)));
    for assignment in all {
        file.push(id, assignment);
    }
    for section in &mut file.sections {
        finish(section);
        section.more.sort_unstable();
        section.more.dedup();
    }
    file.sections.sort_by_key(|it| (section_rank(id, &it.name), it.element.map(|it| it.1)));
    file
}

/// The element that becomes a section of its own.
fn element_of<'a>(id: &UnitId<'_>, definition: &'a Definition) -> Option<Element<'a>> {
    let depth = definition.list_depth().filter(|_| id.unit_type == UnitType::Network)?;
    Some((definition.path.get(depth)?, definition.place.set.start()))
}

/// The order of lines within their section: NixOS writes variables first, and what its own lists of
/// lines say last; the rest goes by name. Of one name, what is raw comes first here.
fn rank<'l>(id: &UnitId<'_>, line: &'l Assignment<'_>) -> (u8, Cow<'l, str>, bool) {
    let (group, name) = group(id, line);
    (group, name, !matches!(line.how, How::Raw))
}

fn group<'l>(id: &UnitId<'_>, line: &'l Assignment<'_>) -> (u8, Cow<'l, str>) {
    match line.how {
        How::Text => (4, Cow::Borrowed("")),
        How::Variable(name) => (0, Cow::Borrowed(name)),
        How::SearchPath => (0, Cow::Borrowed("PATH")),
        How::OnlyIf(_) => (1, Cow::Borrowed(&*line.directive)),
        How::Lines if id.unit_type == UnitType::Socket => {
            // Streams first.
            let is_datagram = line.directive == "ListenDatagram";
            (if is_datagram { 5 } else { 3 }, Cow::Borrowed(""))
        }
        How::Lines => (3, Cow::Borrowed("")),
        // After the command that they belong to.
        How::ScriptArguments => (2, Cow::Borrowed("ExecStart ")),
        _ => (2, Cow::Borrowed(&*line.directive)),
    }
}

fn section_rank(id: &UnitId<'_>, name: &str) -> (u8, String) {
    let is_by_name = id.manager == UnitManager::Home;
    let rank = match name {
        _ if is_by_name => 0,
        "Unit" | "Match" => 0,
        "Install" => 3,
        _ if id.unit_type.section() == Some(name) => 1,
        _ => 2,
    };
    (rank, name.to_owned())
}

impl<'a> WrittenFile<'a> {
    fn section(&mut self, name: &str, element: Option<Element<'a>>) -> &mut WrittenSection<'a> {
        let is_it = |it: &WrittenSection<'a>| {
            it.name == name && it.element.map(|it| it.0) == element.map(|it| it.0)
        };
        let index = match self.sections.iter().position(is_it) {
            Some(index) => index,
            None => {
                let name = name.to_owned();
                let lines = Vec::new();
                self.sections.push(WrittenSection {
                    name,
                    lines,
                    is_complete: true,
                    more: Vec::new(),
                    element,
                });
                self.sections.len() - 1
            }
        };
        &mut self.sections[index]
    }

    fn push(&mut self, id: &UnitId<'a>, line: Assignment<'a>) {
        // No [Install] is written for targets.
        if matches!(line.how, How::Links(_)) && id.unit_type == UnitType::Target {
            return self.links.push(line);
        }
        if line.how == How::StartAt {
            let install = self.section("Install", None);
            if install.lines.is_empty() {
                install.lines.push(WrittenLine {
                    directive: "WantedBy".to_owned(),
                    value: Some("timers.target".to_owned()),
                    parts: vec![line.clone()],
                });
            }
        }
        let section = self.section(&line.section, element_of(id, line.definition));
        let mut others = section.lines.iter_mut();
        match others.find(|it| it.directive == line.directive && joins(it, &line)) {
            Some(last) => {
                if is_word(&line) {
                    let before = last.value.get_or_insert_with(|| HOLE.to_string());
                    before.push(' ');
                    match &line.value {
                        Some(word) => before.push_str(word),
                        None => before.push(HOLE),
                    }
                } else if line.value.is_some() {
                    // The texts of several scripts become one; one that is known makes it surely a
                    // line.
                    last.value = line.value.as_deref().map(str::to_owned);
                }
                last.parts.push(line);
            }
            None => section.lines.push(WrittenLine {
                directive: line.directive.to_string(),
                value: line.value.as_deref().map(str::to_owned),
                parts: vec![line],
            }),
        }
    }
}

fn is_word(line: &Assignment<'_>) -> bool {
    matches!(line.how, How::Words | How::Links(_) | How::ScriptArguments)
}

/// Whether a definition adds to a line instead of making one.
fn joins(last: &WrittenLine<'_>, line: &Assignment<'_>) -> bool {
    let before = last.parts.iter().map(|it| it.how).next();
    match (line.how, before) {
        (How::ScriptArguments, Some(How::Script)) => true,
        (
            How::Words | How::Links(_) | How::Script | How::Hook | How::SearchPath | How::Store,
            Some(before),
        ) => before == line.how,
        // Definitions of one value have to be equal, unless only one of them counts.
        (How::Raw | How::OneLine | How::OnlyIf(_), Some(before)) => {
            before == line.how
                && !is_listed(line)
                && last.parts.iter().all(|it| {
                    !is_listed(it)
                        && it.value.is_some()
                        && it.value == line.value
                        && !it.definition.excludes(line.definition)
                })
        }
        _ => false,
    }
}

/// Whether a line is an element of a list.
fn is_listed(line: &Assignment<'_>) -> bool {
    matches!(line.definition.value.kind, crate::model::ValueKind::List(_))
}

/// What depends on the other lines of a section.
fn finish(section: &mut WrittenSection<'_>) {
    // The arguments of a script that is not known are no line.
    section.lines.retain(|line| line.parts.first().is_none_or(|it| it.how != How::ScriptArguments));
    // `reloadIfChanged` takes the place of `restartIfChanged`, if it is true.
    let is_own = |line: &WrittenLine<'_>, directive: &str| {
        line.directive == directive
            && line.parts.first().is_some_and(|it| matches!(it.how, How::OnlyIf(_)))
    };
    let reload = section.lines.iter().find(|it| is_own(it, "X-ReloadIfChanged"));
    let reloads = reload
        .map(|line| line.value.is_some() && line.parts.iter().all(Assignment::is_unconditional));
    match reloads {
        None => {}
        Some(true) => section.lines.retain(|line| !is_own(line, "X-RestartIfChanged")),
        Some(false) => {
            let lines = section.lines.iter_mut();
            lines.filter(|it| is_own(it, "X-RestartIfChanged")).for_each(|it| it.value = None);
        }
    }
}

impl WrittenLine<'_> {
    /// Whether all of it is known.
    pub fn is_known(&self) -> bool {
        self.value.as_deref().is_some_and(|value| !has_hole(value))
    }
}
