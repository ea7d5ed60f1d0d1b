//! All that the files say of each unit.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use super::member_index::MemberIndex;
use super::{Assignments, How, Setting, UnitId, UnitManager, UnitName, UnitType, setting};
use crate::facts::Fact;
use crate::memory::{Join, JoinKey, Selection, Tracked};
use crate::model::{Definition, ValueKind};
use crate::views::world::Imports;
use crate::{FileId, FileReport};

/// A setting and the file it is in.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// The definition and its file.
    pub fact: Fact<'a>,
    /// What it is to the unit.
    pub setting: Setting<'a>,
}

/// All that the files say of one unit. Not all of it need be said of one machine: ask for a
/// [`UnitView`].
pub struct UnitFile<'a> {
    /// The unit.
    pub id: UnitId<'a>,
    /// The file, if the name is computed: it is a unit of its own in each file.
    pub file: Option<FileId>,
    /// In the order of the files.
    pub members: Vec<Member<'a>>,
    index: MemberIndex,
}

/// The units of all files, in the order in which they are first spoken of. What is said of a unit is
/// put together when it is first asked for.
pub struct UnitFiles<'a> {
    reports: &'a [FileReport],
    join: Rc<Join>,
    units: Vec<OnceCell<Box<UnitFile<'a>>>>,
    order: OnceCell<Vec<u32>>,
    /// `systemd.packages` and its kin, from which units come that are defined nowhere.
    packages: Vec<Fact<'a>>,
    asked: Asked,
}

/// Which units were asked for while one was looked at.
#[derive(Default)]
struct Asked {
    by: Cell<Option<u32>>,
    names: RefCell<Vec<UnitQuestion>>,
    is_everything: Cell<bool>,
}

/// The unit that was looked at, by slot, and the unit that was asked for.
pub(crate) type UnitQuestion = (u32, AskedUnit);

/// A unit that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum AskedUnit {
    /// One in this slot.
    There(u32),
    /// One that is not there, by its file name.
    Missing(UnitManager, Box<str>),
}

/// The settings of units, by unit.
pub(crate) struct SettingKey;

impl JoinKey for SettingKey {
    type Key<'a> = (UnitId<'a>, Option<FileId>);

    /// `systemd`, `boot` and `environment`.
    const GROUPS: &'static [usize] = &[0, 1, 2];

    fn of<'a>(file: &'a FileReport, definition: &'a Definition) -> Option<Self::Key<'a>> {
        let id = setting(definition)?.unit;
        Some((id, id.name.known().is_none().then_some(file.source.id)))
    }
}

/// `systemd.packages = [ … ]`, also below `user` and of the initial ramdisk.
pub(crate) static PACKAGES: Selection =
    Selection { roots: Some(&["systemd", "boot"]), is_meant: brings_packages };

/// One unit as one of its members sees it: what can count together with that member.
#[derive(Clone, Copy)]
pub struct UnitView<'u, 'a> {
    unit: &'u UnitFile<'a>,
    fact: Fact<'a>,
}

impl<'a> UnitFiles<'a> {
    /// The units that `reports` speak of.
    pub fn new(reports: &'a [FileReport]) -> UnitFiles<'a> {
        let tracked = Tracked::new(reports);
        UnitFiles::of(reports, tracked.units(reports), tracked.select(reports, &PACKAGES))
    }

    pub(crate) fn of(
        reports: &'a [FileReport],
        join: Rc<Join>,
        packages: Vec<Fact<'a>>,
    ) -> UnitFiles<'a> {
        let units = (0..join.len()).map(|_| OnceCell::new()).collect();
        let (order, asked) = (OnceCell::new(), Asked::default());
        UnitFiles { reports, join, units, order, packages, asked }
    }

    /// The unit in a slot.
    pub(crate) fn at(&self, slot: u32) -> Option<&UnitFile<'a>> {
        let (first, _) = *self.join.members(slot).first()?;
        let id = self.id(slot)?;
        let unit = self.units[slot as usize].get_or_init(|| {
            let file = id.name.known().is_none();
            let file = file.then(|| self.reports[first as usize].source.id);
            let index = MemberIndex::default();
            let mut unit = UnitFile { id, file, members: Vec::new(), index };
            for (place, number) in self.join.members(slot) {
                let file = &self.reports[*place as usize];
                let definition = &file.module.definitions[*number as usize];
                if let Some(setting) = setting(definition) {
                    unit.push(Member { fact: Fact { file, definition }, setting });
                }
            }
            Box::new(unit)
        });
        Some(unit)
    }

    fn id(&self, slot: u32) -> Option<UnitId<'a>> {
        unit_in(self.reports, &self.join, slot)
    }

    /// All slots with units, in the order in which these are first spoken of.
    pub(crate) fn slots(&self) -> &[u32] {
        self.order.get_or_init(|| self.join.in_order())
    }

    /// All units.
    pub fn iter(&self) -> impl Iterator<Item = &UnitFile<'a>> {
        self.asked.is_everything.set(true);
        self.slots().iter().filter_map(|slot| self.at(*slot))
    }

    /// A unit of which something is said; `file` is that of a computed name.
    pub fn get(&self, id: UnitId<'a>, file: Option<FileId>) -> Option<&UnitFile<'a>> {
        self.find(id, file)
    }

    fn find(&self, id: UnitId<'_>, file: Option<FileId>) -> Option<&UnitFile<'a>> {
        let slot = self.join.get::<SettingKey>(self.reports, &(id, file));
        if let Some(by) = self.asked.by.get() {
            let asked = match slot {
                Some(slot) => AskedUnit::There(slot),
                None => AskedUnit::Missing(id.manager, id.file_name().into()),
            };
            self.asked.names.borrow_mut().push((by, asked));
        }
        self.at(slot?)
    }

    /// A unit by manager and file name, such as `foo.service`.
    pub fn by_name(&self, manager: UnitManager, file_name: &str) -> Option<&UnitFile<'a>> {
        let (name, unit_type) = UnitType::split(file_name)?;
        self.find(UnitId { manager, unit_type, name: UnitName::Known(name) }, None)
    }

    /// What brings units that no file defines: `systemd.packages`.
    pub fn packages(&self) -> &[Fact<'a>] {
        &self.packages
    }

    /// Says which unit is looked at.
    pub(crate) fn look_at(&self, slot: Option<u32>) {
        self.asked.by.set(slot);
    }

    /// Which units were asked for while others were looked at; `None` if all were.
    pub(crate) fn take_asked(&self) -> Option<Vec<UnitQuestion>> {
        let names = self.asked.names.take();
        (!self.asked.is_everything.replace(false)).then_some(names)
    }
}

/// The unit that a slot is about.
pub(crate) fn unit_in<'a>(reports: &'a [FileReport], join: &Join, slot: u32) -> Option<UnitId<'a>> {
    let (place, number) = *join.members(slot).first()?;
    Some(setting(&reports[place as usize].module.definitions[number as usize])?.unit)
}

fn brings_packages(definition: &Definition) -> bool {
    const OPTIONS: &[&[&str]] = &[
        &["systemd", "packages"],
        &["systemd", "user", "packages"],
        &["boot", "initrd", "systemd", "packages"],
    ];
    let is_empty = match &definition.value.kind {
        ValueKind::List(list) => list.is_complete && list.items.is_empty(),
        _ => false,
    };
    !is_empty && OPTIONS.iter().any(|option| definition.is(option))
}

impl<'a> UnitFile<'a> {
    fn push(&mut self, member: Member<'a>) {
        self.index.push(self.members.len() as u32, &member);
        self.members.push(member);
    }

    /// The unit as far as it can count together with `fact`.
    pub fn seen_from(&self, fact: &Fact<'a>) -> UnitView<'_, 'a> {
        UnitView { unit: self, fact: *fact }
    }

    /// Whether a stronger definition may hide this one.
    pub fn hides(&self, fact: &Fact<'a>) -> bool {
        let get = |number: u32| self.members[number as usize].fact;
        self.index.hiding.hides(fact, self.members.len(), get)
    }

    /// The members that may say something of a directive, and some more, in order: those that name
    /// it, and those that may say anything or are texts.
    pub(crate) fn about<'u>(
        &'u self,
        section: &str,
        directive: &str,
    ) -> impl Iterator<Item = &'u Member<'a>> + use<'u, 'a> {
        let numbers = self.index.about(section, directive);
        numbers.map(|number| &self.members[number as usize])
    }

    /// The definitions of `overrideStrategy`.
    pub(crate) fn strategies(&self) -> impl Iterator<Item = &Member<'a>> {
        self.some(&self.index.strategies)
    }

    /// The definitions of `startAt`.
    pub(crate) fn calendars(&self) -> impl Iterator<Item = &Member<'a>> {
        self.some(&self.index.calendars)
    }

    /// The members in the files that may be parts of one machine with that of `fact`, and maybe
    /// some more, in order.
    pub(crate) fn near<'u>(
        &'u self,
        fact: &Fact<'a>,
        imports: &Imports,
    ) -> impl Iterator<Item = &'u Member<'a>> + use<'u, 'a> {
        let some = self.index.near(&self.members, fact, imports);
        let all = match some {
            Some(_) => 0..0,
            None => 0..self.members.len() as u32,
        };
        let numbers = some.into_iter().flatten().chain(all);
        numbers.map(|number| &self.members[number as usize])
    }

    fn some<'u>(&'u self, numbers: &'u [u32]) -> impl Iterator<Item = &'u Member<'a>> {
        numbers.iter().map(|number| &self.members[*number as usize])
    }
}

impl<'u, 'a> UnitView<'u, 'a> {
    /// The unit.
    pub fn id(&self) -> UnitId<'a> {
        self.unit.id
    }

    /// What can count together with the member that is seen from, and no stronger definition may
    /// hide.
    pub fn members(&self) -> impl Iterator<Item = &'u Member<'a>> + use<'u, 'a> {
        let UnitView { unit, fact } = *self;
        unit.members.iter().filter(move |it| it.fact.joins(&fact) && !unit.hides(&it.fact))
    }

    /// The definitions of one directive, in whatever spelling, with the lines that they make.
    pub fn get(
        &self,
        section: &'u str,
        directive: &'u str,
    ) -> impl Iterator<Item = (&'u Member<'a>, Assignments<'a>)> + use<'u, 'a> {
        let UnitView { unit, fact } = *self;
        unit.about(section, directive).filter_map(move |member| {
            let setting = &member.setting;
            let is_text = setting.how == How::Text;
            if !is_text && (setting.section, setting.directive) != (section, directive)
                || !member.fact.joins(&fact)
                || unit.hides(&member.fact)
            {
                return None;
            }
            let mut found = setting.assignments(&member.fact.file.source.text);
            if is_text {
                found.lines.retain(|it| (&*it.section, &*it.directive) == (section, directive));
            }
            (!is_text || !found.lines.is_empty()).then_some((member, found))
        })
    }

    /// Whether nothing that is said here sets a directive, nor may set it: neither a definition of
    /// it, nor one that the text does not say of the set around it.
    ///
    /// Whether something else sets it is another question: see [`UnitView::may_be_elsewhere`].
    pub fn is_silent_on(&self, section: &str, directive: &str) -> bool {
        let UnitView { unit, fact } = self;
        let mut members = unit.about(section, directive).filter(|it| it.fact.joins(fact));
        !self.has_open_root()
            && !members.any(|member| {
                let setting = &member.setting;
                match setting.how {
                    How::Nothing => false,
                    How::Open => {
                        (setting.section.is_empty() || setting.section == section)
                            && (setting.directive.is_empty() || setting.directive == directive)
                    }
                    How::Text => {
                        let found = setting.assignments(&member.fact.file.source.text);
                        let is_it = |it: &super::Assignment<'_>| {
                            (it.section.is_empty() || it.section == section)
                                && it.directive == directive
                        };
                        !found.is_complete || found.lines.iter().any(is_it)
                    }
                    _ => (setting.section, setting.directive) == (section, directive),
                }
            })
    }

    /// Whether the text says which directives these files set for the unit: no set of it is unknown.
    /// A value may be.
    pub fn is_known(&self) -> bool {
        let UnitView { unit, fact } = self;
        let mut members = unit.some(&unit.index.open).filter(|it| it.fact.joins(fact));
        let is_open = |member: &Member<'a>| match member.setting.how {
            How::Text => !member.setting.assignments(&member.fact.file.source.text).is_complete,
            _ => true,
        };
        !self.has_open_root() && !members.any(is_open)
    }

    /// Whether a module that speaks of the unit also sets what the text does not say, at any path.
    fn has_open_root(&self) -> bool {
        let mut members = self.unit.some(&self.unit.index.open_roots);
        members.any(|it| it.fact.joins(&self.fact))
    }

    /// The definitions of `overrideStrategy` that nothing hides.
    pub(crate) fn strategies(&self) -> impl Iterator<Item = &'u Member<'a>> + use<'u, 'a> {
        let UnitView { unit, fact } = *self;
        unit.strategies().filter(move |it| it.fact.joins(&fact) && !unit.hides(&it.fact))
    }

    /// Whether `enable = false` masks the unit, or may.
    pub fn may_be_masked(&self) -> bool {
        let UnitView { unit, fact } = self;
        unit.some(&unit.index.masks).any(|it| it.fact.joins(fact))
    }

    /// Whether the unit may also be defined where the files do not show it, so that what they say is
    /// an addition: absence of a directive proves nothing then.
    ///
    /// That is so if its name is computed, if it is an instance of a template, if packages bring
    /// units along, if it is declared to be a drop-in, or if it does not say in these files what
    /// makes it a unit of its own (a command for a service, what a socket listens on, when a timer
    /// elapses): NixOS's own modules may say that. Whether the files are all of a machine is
    /// another question still.
    pub fn may_be_elsewhere(&self, units: &UnitFiles<'a>) -> bool {
        let id = self.unit.id;
        id.name.known().is_none()
            || id.template().is_some()
            || units.packages.iter().any(|it| it.joins(&self.fact))
            || self
                .strategies()
                .any(|it| it.fact.definition.value.as_str() != Some("asDropinIfExists"))
            || !self.is_own()
    }

    /// Whether the files say what the unit does.
    fn is_own(&self) -> bool {
        let UnitView { unit, fact } = self;
        let mut members = unit.some(&unit.index.makers);
        members.any(|it| it.fact.joins(fact) && !unit.hides(&it.fact))
    }
}
