//! What surely holds of a unit in all files together.

use std::ops::Range;

use cfglint_syntax::TextRange;

use crate::facts::Fact;
use crate::model::{Condition, ValueKind};
use crate::systemd::HOLE;
use crate::unit_files::{
    Assignment, How, Member, UnitFile, UnitFiles, UnitManager, UnitType, UnitView,
};
use crate::views::lines;
use crate::views::world::Imports;
use crate::{Fix, ProjectContext, TextEdit, edits};

/// A unit as one definition of it sees it.
pub(crate) struct Whole<'c, 'a> {
    imports: &'c Imports,
    /// The units of all files.
    pub(crate) files: &'c UnitFiles<'a>,
    /// The unit.
    pub(crate) unit: &'c UnitFile<'a>,
    /// The definition that is asked about.
    pub(crate) anchor: Member<'a>,
}

/// A line and what says it.
#[derive(Clone)]
pub(crate) struct Said<'a> {
    /// The definition.
    pub(crate) fact: Fact<'a>,
    /// The line.
    pub(crate) line: Assignment<'a>,
}

/// Looks at each definition of some directives of a section that counts, with its lines.
///
/// `None` in place of a type is every type of unit.
pub(crate) fn for_each<'a>(
    cx: &mut ProjectContext<'a>,
    unit_type: Option<UnitType>,
    section: &str,
    directives: &[&str],
    mut check: impl FnMut(&mut ProjectContext<'a>, &Whole<'_, 'a>, Vec<Said<'a>>),
) {
    let imports = cx.imports();
    cx.each_unit(|cx, files, slot| {
        let Some(unit) = files.at(slot) else { return };
        let is_of_type = match unit_type {
            Some(unit_type) => unit.id.unit_type == unit_type,
            None => unit.id.unit_type.is_unit(),
        };
        if !is_of_type {
            return;
        }
        for member in &unit.members {
            let setting = &member.setting;
            let is_it = |section_of: &str, directive: &str| {
                section_of == section && directives.contains(&directive)
            };
            let is_text = setting.how == How::Text;
            if !is_text && !is_it(setting.section, setting.directive) || setting.how == How::Open {
                continue;
            }
            let found = setting.assignments(&member.fact.file.source.text).lines;
            let found: Vec<Said<'a>> = found
                .into_iter()
                .filter(|line| is_it(&line.section, &line.directive))
                .map(|line| Said { fact: member.fact, line })
                .collect();
            if found.is_empty() || unit.hides(&member.fact) {
                continue;
            }
            let whole = Whole { imports: &imports, files, unit, anchor: *member };
            if !whole.view().may_be_masked() {
                check(cx, &whole, found);
            }
        }
    });
}

/// Looks at each unit of a type once, as the first of its definitions sees it that counts.
pub(crate) fn for_each_unit<'a>(
    cx: &mut ProjectContext<'a>,
    unit_type: UnitType,
    mut check: impl FnMut(&mut ProjectContext<'a>, &Whole<'_, 'a>),
) {
    let imports = cx.imports();
    cx.each_unit(|cx, files, slot| {
        let Some(unit) = files.at(slot).filter(|it| it.id.unit_type == unit_type) else { return };
        let mut members = unit.members.iter();
        let Some(anchor) = members.find(|it| !unit.hides(&it.fact)) else { return };
        let whole = Whole { imports: &imports, files, unit, anchor: *anchor };
        if !whole.view().may_be_masked() {
            check(cx, &whole);
        }
    });
}

impl<'c, 'a> Whole<'c, 'a> {
    /// The unit as [`Whole::anchor`] sees it.
    pub(crate) fn view(&self) -> UnitView<'c, 'a> {
        self.unit.seen_from(&self.anchor.fact)
    }

    /// `a.service`
    pub(crate) fn name(&self) -> String {
        self.unit.id.file_name()
    }

    /// Another unit of the same manager, by file name.
    pub(crate) fn other(&self, file_name: &str) -> Option<Whole<'c, 'a>> {
        self.of_manager(self.unit.id.manager, file_name)
    }

    /// As [`Whole::other`].
    pub(crate) fn other_named(&self, file_name: &str) -> Option<Whole<'c, 'a>> {
        self.of_manager(self.unit.id.manager, file_name)
    }

    /// A unit of any manager.
    pub(crate) fn of_manager(
        &self,
        manager: UnitManager,
        file_name: &str,
    ) -> Option<Whole<'c, 'a>> {
        self.seen_in(self.files.by_name(manager, file_name)?)
    }

    /// Another unit, as the first of its definitions sees it that counts together with this one.
    pub(crate) fn seen_in(&self, unit: &'c UnitFile<'a>) -> Option<Whole<'c, 'a>> {
        let mut members = unit.near(&self.anchor.fact, self.imports);
        let anchor = members.find(|it| self.imports.meet(&it.fact, &self.anchor.fact))?;
        Some(Whole { unit, anchor: *anchor, ..*self })
    }

    /// What may say something of a directive, also what others may hide.
    fn speakers<'q>(
        &self,
        section: &'q str,
        directive: &'q str,
    ) -> impl Iterator<Item = &'c Member<'a>> + use<'q, 'c, 'a> {
        let anchor = self.anchor.fact;
        self.unit
            .about(section, directive)
            .filter(move |member| {
                let setting = &member.setting;
                let is_of = |it: &str, wanted: &str| it.is_empty() || it == wanted;
                match setting.how {
                    How::Text => true,
                    How::Nothing => false,
                    How::Open => {
                        is_of(setting.section, section) && is_of(setting.directive, directive)
                    }
                    _ => (setting.section, setting.directive) == (section, directive),
                }
            })
            .filter(move |it| it.fact.joins(&anchor))
    }

    /// What surely counts of what says something of a directive.
    pub(crate) fn with<'q>(
        &'q self,
        section: &'q str,
        directive: &'q str,
    ) -> impl Iterator<Item = &'c Member<'a>> + use<'q, 'c, 'a> {
        let members = self.unit.near(&self.anchor.fact, self.imports);
        members.filter(move |it| {
            (it.setting.section, it.setting.directive) == (section, directive)
                && !matches!(it.setting.how, How::Open | How::Text | How::Nothing)
                && !self.unit.hides(&it.fact)
                && self.imports.meet(&it.fact, &self.anchor.fact)
        })
    }

    /// All lines of a directive that stand there whenever the anchor counts. `None` if the text
    /// does not say whether these are all.
    pub(crate) fn lines(&self, section: &str, directive: &str) -> Option<Vec<Said<'a>>> {
        self.lines_if(section, directive, |it| implies(&self.anchor.fact, it.0, it.1))
    }

    fn lines_if(
        &self,
        section: &str,
        directive: &str,
        holds: impl Fn((&Fact<'a>, &[Condition])) -> bool,
    ) -> Option<Vec<Said<'a>>> {
        let mut all = Vec::new();
        let (mut has_option, mut is_plain) = (false, true);
        for member in self.speakers(section, directive) {
            let (fact, how) = (member.fact, member.setting.how);
            if how == How::Open {
                return None;
            }
            if self.unit.hides(&fact) {
                continue;
            }
            let found = member.setting.assignments(&fact.file.source.text);
            let lines = found.lines.into_iter();
            let lines: Vec<_> =
                lines.filter(|it| (&*it.section, &*it.directive) == (section, directive)).collect();
            if !found.is_complete || !self.imports.meet(&fact, &self.anchor.fact) {
                return None;
            }
            match how {
                How::Raw => is_plain &= fact.definition.priority == Some(100),
                How::Text => {}
                _ => has_option = true,
            }
            for line in lines {
                let is_there = holds((&fact, line.item_conditions));
                if !is_there {
                    return None;
                }
                all.push(Said { fact, line });
            }
        }
        // An option is written with the usual priority, whatever its own is.
        (is_plain || !has_option).then_some(all)
    }

    /// The value of a directive that has one, where it counts together with the anchor: of the two,
    /// one holds whenever the other does.
    pub(crate) fn value(&self, section: &str, directive: &str) -> Option<Said<'a>> {
        let anchor = &self.anchor.fact;
        let all = self.lines_if(section, directive, |(fact, conditions)| {
            implies(anchor, fact, conditions) || implies(fact, anchor, &[])
        })?;
        let (last, before) = all.split_last()?;
        let is_one = before.iter().all(|it| std::ptr::eq(it.fact.definition, last.fact.definition));
        is_one.then(|| last.clone())
    }

    /// The same, if it is one of these words.
    pub(crate) fn value_of(
        &self,
        section: &str,
        directive: &str,
        words: &[&str],
    ) -> Option<Said<'a>> {
        let said = self.value(section, directive)?;
        said.line.literal().is_some_and(|it| words.contains(&it)).then_some(said)
    }

    /// Whether nothing in these files sets a directive, nor may.
    pub(crate) fn lacks(&self, section: &str, directive: &str) -> bool {
        self.view().is_silent_on(section, directive)
    }

    /// Whether a list of units may name one.
    pub(crate) fn may_name(&self, directive: &str, name: &str) -> bool {
        self.speakers("Unit", directive).any(|member| {
            let found = member.setting.assignments(&member.fact.file.source.text);
            !found.is_complete
                || found.lines.iter().any(|line| {
                    (&*line.section, &*line.directive) == ("Unit", directive)
                        && line.value.as_deref().is_none_or(|value| {
                            value.contains(HOLE) || value.split_whitespace().any(|it| it == name)
                        })
                })
        })
    }

    /// Whether the unit is surely defined here as a whole, so that it means something if a
    /// directive is missing: for a service, its command is said here with the usual priority, which
    /// would contradict another definition; for a timer, also what enables it.
    pub(crate) fn is_own(&self) -> bool {
        let view = self.view();
        let may_be_elsewhere = match self.unit.id.unit_type {
            // A package's unit with a second command would be refused.
            UnitType::Service => {
                self.unit.id.name.known().is_none()
                    || self.unit.id.template().is_some()
                    || self.unit.strategies().any(|it| it.fact.joins(&self.anchor.fact))
            }
            _ => view.may_be_elsewhere(self.files),
        };
        !may_be_elsewhere && view.is_known() && self.is_said_here()
    }

    fn is_said_here(&self) -> bool {
        let (section, directive) = match self.unit.id.unit_type {
            UnitType::Service => ("Service", "ExecStart"),
            UnitType::Timer if self.unit.calendars().any(|it| it.fact.joins(&self.anchor.fact)) => {
                return true;
            }
            UnitType::Timer => ("Install", "WantedBy"),
            _ => return true,
        };
        let mut speakers = self.speakers(section, directive).peekable();
        let is_plain = |it: &Member<'a>| {
            it.fact.definition.priority == Some(100) && !is_reset(&it.fact.definition.value.kind)
        };
        speakers.peek().is_some() && speakers.all(is_plain)
    }

    /// A statement beside the anchor, in a set or at the unit itself: `serviceConfig.Type`.
    pub(crate) fn insert(
        &self,
        cx: &ProjectContext<'a>,
        option: &[&str],
        value: &str,
        title: &str,
    ) -> Option<Fix> {
        let Fact { file, definition } = self.anchor.fact;
        if self.anchor.setting.how == How::Text || self.unit.id.manager == UnitManager::Home {
            return None;
        }
        let stem = match self.unit.id.manager {
            UnitManager::System | UnitManager::Home => 3,
            UnitManager::User => 4,
            UnitManager::Initrd => 5,
        };
        let stem: Option<Vec<&str>> =
            definition.path.get(..stem)?.iter().map(|it| it.name()).collect();
        let path = [stem?.as_slice(), option].concat();
        let parse = cx.parse(file);
        let source = &file.source;
        let statements = [(path.as_slice(), value)];
        let edit = edits::insert_beside(parse.root(), &source.text, definition, &statements)?;
        Some(Fix::risky(title, source.id, edit))
    }
}

/// Whether a list begins with what takes back all lines before it.
fn is_reset(value: &ValueKind) -> bool {
    match value {
        ValueKind::List(list) => list.items.iter().any(|it| it.value.as_str() == Some("")),
        ValueKind::Str(text) => text.as_literal() == Some(""),
        _ => false,
    }
}

/// Whether `fact` holds whenever `anchor` does, and `more` conditions with it.
fn implies(anchor: &Fact<'_>, fact: &Fact<'_>, more: &[Condition]) -> bool {
    let known = &anchor.definition.conditions;
    let is_same_file = anchor.file.source.id == fact.file.source.id;
    let mut conditions = fact.definition.conditions.iter().chain(more);
    conditions.all(|it| is_same_file && known.contains(it))
}

/// Whether two facts hold together whenever one of them does.
pub(crate) fn hold_together(one: &Fact<'_>, other: &Fact<'_>) -> bool {
    implies(one, other, &[]) || implies(other, one, &[])
}

impl<'a> Said<'a> {
    /// Where the name of the directive is written.
    pub(crate) fn key(&self, cx: &ProjectContext<'a>) -> TextRange {
        self.line.key_range(cx.parse(self.fact.file).root())
    }

    /// Where the value is written.
    pub(crate) fn range(&self, cx: &ProjectContext<'a>) -> TextRange {
        let length = self.line.value.as_deref().map_or(0, str::len);
        self.range_of(cx, 0..length)
    }

    /// Where a part of the value is written, in bytes of the value.
    pub(crate) fn range_of(&self, cx: &ProjectContext<'a>, part: Range<usize>) -> TextRange {
        let range = self.line.source_range(cx.parse(self.fact.file).root(), part);
        if range.is_empty() { self.line.range } else { range }
    }

    /// Another value in place of this one.
    pub(crate) fn replace(&self, cx: &ProjectContext<'a>, new: &str) -> Option<Fix> {
        let parse = cx.parse(self.fact.file);
        lines::replace_in(parse.root(), &self.fact.file.source, &self.line, new)
    }

    /// Without the definition.
    pub(crate) fn delete(&self, cx: &ProjectContext<'a>, title: &str) -> Option<Fix> {
        if self.line.how == How::Text {
            return None;
        }
        let source = &self.fact.file.source;
        let parse = cx.parse(self.fact.file);
        let place = &self.fact.definition.place;
        let edit: TextEdit = edits::delete_definition(parse.root(), &source.text, place, 2)?;
        Some(Fix::risky(title, source.id, edit))
    }

    /// Whether two lines are of one definition.
    pub(crate) fn is_with(&self, other: &Said<'a>) -> bool {
        std::ptr::eq(self.fact.definition, other.fact.definition)
    }

    /// The words of the value that the text says, with their place in it.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        let value = self.line.value.as_deref().unwrap_or_default();
        let words = value.split_whitespace().filter(|word| !word.contains(HOLE));
        words.map(move |word| (word.as_ptr() as usize - value.as_ptr() as usize, word))
    }
}
