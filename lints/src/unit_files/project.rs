//! All that the files say of each unit.

use rustc_hash::FxHashMap;

use super::{Assignments, How, Setting, UnitId, UnitManager, UnitName, UnitType, setting};
use crate::facts::Fact;
use crate::model::ValueKind;
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
    /// Those whose priority is not the usual one, by number.
    prioritized: Vec<u32>,
}

/// The units of all files, in the order in which they are first spoken of.
#[derive(Default)]
pub struct UnitFiles<'a> {
    units: Vec<UnitFile<'a>>,
    by_id: FxHashMap<(UnitId<'a>, Option<FileId>), u32>,
    /// `systemd.packages` and its kin, from which units come that are defined nowhere.
    packages: Vec<Fact<'a>>,
}

/// One unit as one of its members sees it: what can count together with that member.
#[derive(Clone, Copy)]
pub struct UnitView<'u, 'a> {
    unit: &'u UnitFile<'a>,
    fact: Fact<'a>,
}

impl<'a> UnitFiles<'a> {
    /// The units that `reports` speak of.
    pub fn new(reports: &'a [FileReport]) -> UnitFiles<'a> {
        let mut units = UnitFiles::default();
        for file in reports {
            for definition in &file.module.definitions {
                let fact = Fact { file, definition };
                match setting(definition) {
                    Some(setting) => units.push(Member { fact, setting }),
                    None if brings_packages(fact) => units.packages.push(fact),
                    None => {}
                }
            }
        }
        units
    }

    fn push(&mut self, member: Member<'a>) {
        let id = member.setting.unit;
        let file = id.name.known().is_none().then_some(member.fact.file.source.id);
        let index = *self.by_id.entry((id, file)).or_insert_with(|| {
            self.units.push(UnitFile { id, file, members: Vec::new(), prioritized: Vec::new() });
            self.units.len() as u32 - 1
        });
        let unit = &mut self.units[index as usize];
        if member.fact.definition.priority != Some(100) {
            unit.prioritized.push(unit.members.len() as u32);
        }
        unit.members.push(member);
    }

    /// All units.
    pub fn iter(&self) -> impl Iterator<Item = &UnitFile<'a>> {
        self.units.iter()
    }

    /// A unit of which something is said; `file` is that of a computed name.
    pub fn get(&self, id: UnitId<'a>, file: Option<FileId>) -> Option<&UnitFile<'a>> {
        self.by_id.get(&(id, file)).map(|index| &self.units[*index as usize])
    }

    /// A unit by manager and file name, such as `foo.service`.
    pub fn by_name(&self, manager: UnitManager, file_name: &'a str) -> Option<&UnitFile<'a>> {
        let (name, unit_type) = UnitType::split(file_name)?;
        self.get(UnitId { manager, unit_type, name: UnitName::Known(name) }, None)
    }

    /// What brings units that no file defines: `systemd.packages`.
    pub fn packages(&self) -> &[Fact<'a>] {
        &self.packages
    }
}

/// Whether its module also sets what the text does not say, at any path.
fn is_of_open_root(member: &Member<'_>) -> bool {
    member.fact.file.module.is_open(member.fact.definition.root)
}

/// `systemd.packages = [ … ]`, also below `user` and of the initial ramdisk.
fn brings_packages(fact: Fact<'_>) -> bool {
    const OPTIONS: &[&[&str]] = &[
        &["systemd", "packages"],
        &["systemd", "user", "packages"],
        &["boot", "initrd", "systemd", "packages"],
    ];
    let is_empty = match &fact.definition.value.kind {
        ValueKind::List(list) => list.is_complete && list.items.is_empty(),
        _ => false,
    };
    !is_empty && OPTIONS.iter().any(|option| fact.definition.is(option))
}

impl<'a> UnitFile<'a> {
    /// The unit as far as it can count together with `fact`.
    pub fn seen_from(&self, fact: &Fact<'a>) -> UnitView<'_, 'a> {
        UnitView { unit: self, fact: *fact }
    }

    /// Whether a stronger definition may hide this one.
    pub fn hides(&self, fact: &Fact<'a>) -> bool {
        match fact.definition.priority {
            // Only one that is not usual can be stronger than the usual one.
            Some(100) => {
                let mut others = self.prioritized.iter();
                others.any(|&index| fact.is_hidden_by(&self.members[index as usize].fact))
            }
            _ => self.members.iter().any(|other| fact.is_hidden_by(&other.fact)),
        }
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
        self.members().filter_map(move |member| {
            let setting = &member.setting;
            let is_text = setting.how == How::Text;
            if !is_text && (setting.section, setting.directive) != (section, directive) {
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
        let mut members = unit.members.iter().filter(|it| it.fact.joins(fact));
        !members.any(|member| {
            let setting = &member.setting;
            match setting.how {
                _ if is_of_open_root(member) => true,
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
        let mut members = unit.members.iter().filter(|it| it.fact.joins(fact));
        let is_open = |member: &Member<'a>| {
            let is_unknown = match member.setting.how {
                How::Open => true,
                How::Text => !member.setting.assignments(&member.fact.file.source.text).is_complete,
                _ => false,
            };
            is_unknown || is_of_open_root(member)
        };
        !members.any(is_open)
    }

    /// Whether `enable = false` masks the unit, or may.
    pub fn may_be_masked(&self) -> bool {
        let UnitView { unit, fact } = self;
        unit.members.iter().any(|it| {
            it.setting.option == "enable"
                && it.fact.definition.value.truth() != Some(true)
                && it.fact.joins(fact)
        })
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
            || self.members().any(|it| {
                it.setting.option == "overrideStrategy"
                    && it.fact.definition.value.as_str() != Some("asDropinIfExists")
            })
            || !self.is_own()
    }

    /// Whether the files say what the unit does.
    fn is_own(&self) -> bool {
        let mut members = self.members();
        members.any(|Member { setting, .. }| {
            let directive = setting.directive;
            match setting.unit.unit_type {
                UnitType::Service => {
                    setting.section == "Service"
                        && matches!(directive, "ExecStart" | "ExecStop" | "Type" | "BusName")
                }
                UnitType::Timer => directive.starts_with("On"),
                UnitType::Socket => directive.starts_with("Listen"),
                UnitType::Path => {
                    directive.starts_with("Path") || directive.starts_with("Directory")
                }
                UnitType::Mount | UnitType::Swap => directive == "What",
                UnitType::Automount => directive == "Where",
                UnitType::Slice | UnitType::Target | UnitType::Scope => true,
                _ => true,
            }
        })
    }
}
