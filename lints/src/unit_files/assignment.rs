//! The lines that a definition makes.

use std::borrow::Cow;

use cfglint_syntax::TextRange;

use super::origin::{Coding, Origin};
use super::rendered::{line_value, quoted, string};
use super::{How, Setting, UnitManager, unit_text};
use crate::model::{Condition, Definition, Item, Text, TextPart, Value, ValueKind};
use crate::systemd::{HOLE, has_hole};

/// `Directive=value` in a section.
#[derive(Debug, Clone)]
pub struct Assignment<'a> {
    /// The definition that makes it.
    pub definition: &'a Definition,
    /// The section, such as `Service`; empty if a text does not say it.
    pub section: Cow<'a, str>,
    /// The directive, such as `ExecStart`.
    pub directive: Cow<'a, str>,
    /// What stands after `=`, or one word of it ([`How::Words`], [`How::Links`]); [`HOLE`] or
    /// [`STORE_PATH`](crate::systemd::STORE_PATH) stands for each part that the text does not say. `None` if it says nothing at all: it may
    /// then be several lines, or none.
    pub value: Option<Cow<'a, str>>,
    /// The expression that says the value, in bytes; in a `let` if a variable led there.
    pub range: TextRange,
    /// The value, or the element of a list, as written in the definition, in bytes.
    pub written: TextRange,
    /// What must hold for the element besides [`Definition::conditions`].
    pub item_conditions: &'a [Condition],
    /// Whether the expression may be a part of other definitions, too.
    pub is_shared: bool,
    /// How the value came about.
    pub how: How<'a>,
    /// The value that says it.
    pub(super) said: &'a Value,
    pub(super) coding: Coding<'a>,
    pub(super) origin: Origin,
}

/// The lines of one definition.
#[derive(Debug, Clone)]
pub struct Assignments<'a> {
    /// The lines in order.
    pub lines: Vec<Assignment<'a>>,
    /// Lines of a text that assign nothing: their directive is empty, and the value is all of it.
    pub loose: Vec<Assignment<'a>>,
    /// Whether these are all, and each is a line if its conditions hold.
    pub is_complete: bool,
}

impl Assignment<'_> {
    /// All that must hold for the line to be there, outermost first.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.definition.conditions.iter().chain(self.item_conditions)
    }

    /// Whether the line is there whenever the unit is.
    pub fn is_unconditional(&self) -> bool {
        self.conditions().next().is_none()
    }

    /// The value, if every byte of it is known.
    pub fn literal(&self) -> Option<&str> {
        self.value.as_deref().filter(|value| !has_hole(value))
    }
}

impl<'a> Setting<'a> {
    /// The lines that it makes. `source` is the text of the file.
    pub fn assignments(&self, source: &str) -> Assignments<'a> {
        let value = &self.definition.value;
        let (mut lines, mut loose) = (Vec::new(), Vec::new());
        let mut is_complete = true;
        match self.how {
            How::Nothing => {}
            How::Open => is_complete = false,
            How::Text => match &value.kind {
                ValueKind::Str(text) => is_complete = self.text_lines(text, &mut lines, &mut loose),
                _ => is_complete = matches!(value.kind, ValueKind::Null),
            },
            How::Raw | How::Lines | How::Words | How::Links(_) | How::StartAt => {
                is_complete = self.list_lines(source, &mut lines);
            }
            _ => {
                if let Some(text) = self.one_value(source) {
                    is_complete = text.is_some();
                    lines.push(self.line(text));
                }
            }
        }
        Assignments { lines, loose, is_complete }
    }

    fn line(&self, value: Option<Cow<'a, str>>) -> Assignment<'a> {
        let coding = match self.how {
            How::Variable(name) => Coding::Quoted(name),
            How::SearchPath | How::Script | How::Hook | How::OnlyIf(_) | How::Store => Coding::Made,
            _ => Coding::Plain,
        };
        Assignment {
            definition: self.definition,
            section: Cow::Borrowed(self.section),
            directive: Cow::Borrowed(self.directive),
            value,
            range: self.definition.value.range,
            written: self.definition.place.value,
            item_conditions: &[],
            is_shared: self.definition.place.is_shared,
            how: self.how,
            said: &self.definition.value,
            coding,
            origin: Origin::own(),
        }
    }

    /// Options that are lists, and directives that may be.
    fn list_lines(&self, source: &str, lines: &mut Vec<Assignment<'a>>) -> bool {
        let definition = self.definition;
        let is_home = self.unit.manager == UnitManager::Home;
        match &definition.value.kind {
            ValueKind::List(list) => {
                lines.extend(list.items.iter().map(|item| self.item_line(item, source)));
                list.is_complete
            }
            ValueKind::Null if is_home => true,
            ValueKind::Unknown | ValueKind::EmptySet | ValueKind::Function => {
                lines.push(self.line(None));
                false
            }
            _ => {
                lines.push(self.line(line_value(&definition.value, source)));
                true
            }
        }
    }

    fn item_line(&self, item: &'a Item, source: &str) -> Assignment<'a> {
        Assignment {
            range: item.value.range,
            written: item.range,
            said: &item.value,
            item_conditions: &item.conditions,
            is_shared: self.definition.place.is_shared || item.is_shared,
            ..self.line(line_value(&item.value, source))
        }
    }

    /// Options that are one value. The outer `None` is no line, the inner one is not known.
    fn one_value(&self, source: &str) -> Option<Option<Cow<'a, str>>> {
        let value: &'a Value = &self.definition.value;
        let hole = || Some(Cow::Owned(HOLE.to_string()));
        match (self.how, &value.kind) {
            (How::OneLine, ValueKind::Str(text)) if is_empty(text) => None,
            (How::OneLine | How::Variable(_), ValueKind::Null) => None,
            (How::OneLine, _) => Some(line_value(value, source)),
            (How::Variable(name), ValueKind::Str(text)) => {
                Some(Some(Cow::Owned(quoted(name, &string(text)))))
            }
            (How::Variable(name), ValueKind::Path(_) | ValueKind::Call { .. }) => {
                Some(Some(Cow::Owned(quoted(name, &HOLE.to_string()))))
            }
            (How::Script | How::Hook, ValueKind::Str(text)) if is_empty(text) => None,
            (How::Script | How::Hook, ValueKind::Str(text)) if has_words(text) => Some(hole()),
            (How::ScriptArguments, ValueKind::Str(text)) => {
                (!is_empty(text)).then(|| Some(string(text)))
            }
            (How::OnlyIf(wanted), ValueKind::Bool(it)) => (*it == wanted)
                .then_some(Some(Cow::Borrowed(if wanted { "true" } else { "false" }))),
            (How::Store | How::SearchPath, ValueKind::List(list))
                if list.items.is_empty() && list.is_complete =>
            {
                None
            }
            (How::Store, ValueKind::List(list))
                if list.items.iter().any(|item| item.conditions.is_empty()) =>
            {
                Some(hole())
            }
            (How::SearchPath, _) => Some(Some(Cow::Owned(quoted("PATH", &HOLE.to_string())))),
            _ => Some(None),
        }
    }

    fn text_lines(
        &self,
        text: &Text,
        lines: &mut Vec<Assignment<'a>>,
        loose: &mut Vec<Assignment<'a>>,
    ) -> bool {
        let all = unit_text::lines(&string(text));
        let origin = Origin::shared();
        let assignment = |line: unit_text::TextLine| Assignment {
            origin: origin.clone(),
            section: Cow::Owned(line.section),
            directive: Cow::Owned(line.directive),
            coding: Coding::InText { key: line.key, pieces: line.pieces },
            ..self.line(Some(Cow::Owned(line.value)))
        };
        lines.extend(all.found.into_iter().map(assignment));
        loose.extend(all.loose.into_iter().map(assignment));
        all.is_complete
    }
}

fn is_empty(text: &Text) -> bool {
    text.parts.is_empty()
}

/// Whether some of the text is known, so that it is surely not empty.
fn has_words(text: &Text) -> bool {
    text.parts.iter().any(|part| matches!(part, TextPart::Literal(_)))
}
