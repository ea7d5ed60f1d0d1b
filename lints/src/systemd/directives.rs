//! Directives of units and of networkd's files: where they may stand, what they take, since when.

use std::cmp::Ordering;

use super::tables::{self, DIRECTIVE_WIDTH, DIRECTIVES, MEMBERS, SECTIONS, SectionRow};
use super::tags::{FileKind, Invalid, ListKind, UnitType, ValueType};
use super::{Versions, near, nixos_options};

impl UnitType {
    /// The kind of file, which decides on its sections.
    pub const fn file(self) -> FileKind {
        match self {
            UnitType::Network => FileKind::Network,
            UnitType::Netdev => FileKind::Netdev,
            UnitType::Link => FileKind::Link,
            UnitType::Nspawn => FileKind::Nspawn,
            _ => FileKind::Unit,
        }
    }

    /// The section that only this type of unit has: `Service`. None for targets and devices, which
    /// have none, and for files of networkd, which have many.
    pub const fn own_section(self) -> Option<&'static str> {
        Some(match self {
            UnitType::Service => "Service",
            UnitType::Socket => "Socket",
            UnitType::Timer => "Timer",
            UnitType::Path => "Path",
            UnitType::Mount => "Mount",
            UnitType::Automount => "Automount",
            UnitType::Swap => "Swap",
            UnitType::Slice => "Slice",
            UnitType::Scope => "Scope",
            _ => return None,
        })
    }

    fn has(self, section: &SectionRow) -> bool {
        section.file == self.file()
            && (section.file != FileKind::Unit
                || matches!(section.name, "Unit" | "Install")
                || Some(section.name) == self.own_section())
    }

    /// The sections that systemd knows in this file, sorted.
    pub fn sections(self) -> impl Iterator<Item = &'static str> {
        SECTIONS.iter().filter(move |section| self.has(section)).map(|section| section.name)
    }
}

/// What is known of a directive in a section.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Directive {
    row: &'static [u8],
}

/// A word that a directive takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// `notify-reload`, or a range or form; see [`ValueType`].
    pub text: &'static str,
    /// Versions up to this one refuse it.
    pub above: Option<u16>,
    /// Whether it is taken but deprecated.
    pub is_deprecated: bool,
}

impl Word {
    fn new(text: &'static str) -> Word {
        if let Some(text) = text.strip_suffix('!') {
            return Word { text, above: None, is_deprecated: true };
        }
        match text.split_once('>').and_then(|(text, above)| Some((text, above.parse().ok()?))) {
            Some((text, above)) => Word { text, above: Some(above), is_deprecated: false },
            None => Word { text, above: None, is_deprecated: false },
        }
    }

    /// Whether all of `versions` refuse it.
    pub fn is_refused(self, versions: Versions) -> bool {
        self.above.is_some_and(|above| versions.newest <= above)
    }
}

/// Whether a directive does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// It does, in all versions or at least in some of those asked for.
    Current,
    /// It does, but since this version another should be used; see [`Directive::replacement`].
    Deprecated(u16),
    /// Since this version it does nothing.
    Removed(u16),
    /// Before this version it does nothing.
    NotYet(u16),
}

impl Directive {
    fn at(member: usize) -> Directive {
        let start = usize::from(tables::number(MEMBERS, 2 * member)) * DIRECTIVE_WIDTH;
        Directive { row: &DIRECTIVES[start..start + DIRECTIVE_WIDTH] }
    }

    /// `ExecStart`
    pub fn name(self) -> &'static str {
        tables::text(self.row, 0)
    }

    /// What its type takes beside what every value of the type takes; [`ValueType`] says in which
    /// form.
    pub fn words(self) -> impl Iterator<Item = Word> + Clone {
        tables::text(self.row, 4).split(' ').filter(|word| !word.is_empty()).map(Word::new)
    }

    /// What to use instead, if it is deprecated or removed and there is something: `MemoryMax`,
    /// `[Unit] StartLimitBurst`, `OnFailureJobMode=isolate`, or a section `[IPv6SendRA]` that has
    /// one of the same name.
    pub fn replacement(self) -> Option<&'static str> {
        Some(tables::text(self.row, 8)).filter(|text| !text.is_empty())
    }

    /// The manual page, without its section: `systemd.exec`. None for what is not documented.
    pub fn man(self) -> Option<&'static str> {
        Some(tables::text(self.row, 12)).filter(|text| !text.is_empty())
    }

    /// The version that had it first. None where that is not known.
    pub fn since(self) -> Option<u16> {
        self.version(16)
    }

    fn version(self, at: usize) -> Option<u16> {
        Some(tables::number(self.row, at)).filter(|version| *version != 0)
    }

    /// What holds for all of `versions`.
    pub fn availability(self, versions: Versions) -> Availability {
        if let Some(since) = self.since().filter(|since| versions.all_before(*since)) {
            return Availability::NotYet(since);
        }
        if let Some(removed) = self.version(20).filter(|removed| versions.all_since(*removed)) {
            return Availability::Removed(removed);
        }
        match self.version(18).filter(|deprecated| versions.all_since(*deprecated)) {
            Some(deprecated) => Availability::Deprecated(deprecated),
            None => Availability::Current,
        }
    }

    /// Whether the newest version still has it and knows no better.
    pub fn is_current(self) -> bool {
        self.version(18).is_none() && self.version(20).is_none()
    }

    /// What its value is.
    pub fn value_type(self) -> ValueType {
        ValueType::ALL[usize::from(self.row[22])]
    }

    /// What a second line and an empty value do.
    pub fn list(self) -> ListKind {
        ListKind::ALL[usize::from(self.row[23])]
    }

    /// What systemd does with a value that it cannot read.
    pub fn invalid(self) -> Invalid {
        Invalid::ALL[usize::from(self.row[24])]
    }

    /// Whether `%i` and the like are expanded in its value.
    pub fn expands_specifiers(self) -> bool {
        self.row[25] == 1
    }
}

impl std::fmt::Debug for Directive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}= ({})", self.name(), self.value_type().tag())
    }
}

/// Whether systemd leaves this name of a directive or section to others, in every file.
pub fn is_extension(name: &str) -> bool {
    name.starts_with("X-")
}

/// The directive `name` of `[section]`, deprecated and removed ones included. None if no version
/// has or had it there, or if such a file has no such section. Names are case-sensitive.
pub fn directive(unit: UnitType, section: &str, name: &str) -> Option<Directive> {
    find(section_row(unit, section)?, name)
}

/// All directives of a section, sorted by name.
pub fn directives(unit: UnitType, section: &str) -> impl Iterator<Item = Directive> {
    section_row(unit, section)
        .into_iter()
        .flat_map(|section| (section.first..section.last).map(Directive::at))
}

/// The sections of such a file in which systemd still knows `name`, sorted.
pub fn sections_with(unit: UnitType, name: &str) -> impl Iterator<Item = &'static str> {
    SECTIONS
        .iter()
        .filter(move |section| unit.has(section) && knows(section, name))
        .map(|section| section.name)
}

/// The types of units whose own section still knows `name`.
pub fn units_with(name: &str) -> impl Iterator<Item = UnitType> {
    UnitType::ALL.iter().copied().filter(move |unit| {
        let section = unit.own_section().and_then(|section| section_row(*unit, section));
        section.is_some_and(|section| knows(section, name))
    })
}

/// The directive of `[section]` that was surely meant by `name`, which is none: another spelling
/// by case, the NixOS option of that name, or the nearest name if it is near and no other is as near.
/// Only directives of today are proposed.
pub fn nearest(unit: UnitType, section: &str, name: &str) -> Option<&'static str> {
    let mut options = nixos_options::options(unit, name);
    if let Some(option) = options.find(|option| option.section == section) {
        return Some(option.directive).filter(|directive| !is_extension(directive));
    }
    let current = directives(unit, section).filter(|directive| directive.is_current());
    near::nearest(name, current.map(Directive::name))
}

fn section_row(unit: UnitType, name: &str) -> Option<&'static SectionRow> {
    let key = (unit.file() as u8, name);
    let index = SECTIONS.binary_search_by(|row| (row.file as u8, row.name).cmp(&key)).ok()?;
    Some(&SECTIONS[index]).filter(|section| unit.has(section))
}

fn find(section: &SectionRow, name: &str) -> Option<Directive> {
    let (mut first, mut last) = (section.first, section.last);
    while first < last {
        let middle = first.midpoint(last);
        let directive = Directive::at(middle);
        match directive.name().cmp(name) {
            Ordering::Less => first = middle + 1,
            Ordering::Equal => return Some(directive),
            Ordering::Greater => last = middle,
        }
    }
    None
}

fn knows(section: &SectionRow, name: &str) -> bool {
    find(section, name).is_some_and(|directive| directive.version(20).is_none())
}

#[cfg(test)]
mod tests;
