//! The members of one unit by what is asked of them, so that a unit of which every machine speaks
//! costs each of them no more than one of which nobody else does.

use std::cell::OnceCell;
use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{How, Member, UnitType};
use crate::facts::Fact;
use crate::hiding::Hiding;
use crate::views::world::Imports;

/// Members by number, in order.
#[derive(Default)]
pub(super) struct MemberIndex {
    pub(super) hiding: Hiding,
    /// By a hash of section and directive, but for texts.
    named: FxHashMap<u64, Vec<u32>>,
    /// Texts, and what the text does not say all of.
    pub(super) open: Vec<u32>,
    /// Those whose module also sets what the text does not say, at any path.
    pub(super) open_roots: Vec<u32>,
    /// `enable`, where it is not surely true.
    pub(super) masks: Vec<u32>,
    /// `overrideStrategy`.
    pub(super) strategies: Vec<u32>,
    /// `startAt`.
    pub(super) calendars: Vec<u32>,
    /// What says what the unit does.
    pub(super) makers: Vec<u32>,
    /// Those in files of which it is not known where they belong, once somebody asks.
    pub(super) unplaced: OnceCell<Vec<u32>>,
}

impl MemberIndex {
    /// Takes in the next member.
    pub(super) fn push(&mut self, number: u32, member: &Member<'_>) {
        let (setting, definition) = (&member.setting, member.fact.definition);
        self.hiding.push(number, definition);
        if setting.how != How::Text {
            let key = key(setting.section, setting.directive);
            self.named.entry(key).or_default().push(number);
        }
        if matches!(setting.how, How::Text | How::Open) {
            self.open.push(number);
        }
        if setting.how == How::StartAt {
            self.calendars.push(number);
        }
        if member.fact.file.module.is_open(definition.root) {
            self.open_roots.push(number);
        }
        match setting.option {
            "enable" if definition.value.truth() != Some(true) => self.masks.push(number),
            "overrideStrategy" => self.strategies.push(number),
            _ => {}
        }
        if makes(member) {
            self.makers.push(number);
        }
    }

    /// Those of `members` in the files that may be parts of one machine with that of `fact`, and
    /// maybe some more, in order; `None` if they are many, or all.
    pub(super) fn near(
        &self,
        members: &[Member<'_>],
        fact: &Fact<'_>,
        imports: &Imports,
    ) -> Option<Vec<u32>> {
        let places = imports.near(fact.file.source.id).filter(|it| it.len() < members.len())?;
        let place = |member: &Member<'_>| imports.place(member.fact.file.source.id);
        let unplaced = self.unplaced.get_or_init(|| {
            let is_placed = |it: &Member<'_>| place(it).is_some_and(|it| imports.is_placed(it));
            let numbered = (0..).zip(members);
            numbered.filter(|(_, it)| !is_placed(it)).map(|(number, _)| number).collect()
        });
        let mut near = unplaced.clone();
        for wanted in places.iter().map(|it| Some(*it as usize)) {
            let first = members.partition_point(|it| place(it) < wanted);
            let same = members[first..].iter().take_while(|it| place(it) == wanted);
            near.extend((first as u32..).zip(same).map(|(number, _)| number));
        }
        near.sort_unstable();
        Some(near)
    }

    /// Those that name a directive, with all of [`MemberIndex::open`] and maybe some more, in order.
    pub(super) fn about<'n>(
        &'n self,
        section: &str,
        directive: &str,
    ) -> impl Iterator<Item = u32> + use<'n> {
        let named = self.named.get(&key(section, directive)).map_or(&[][..], Vec::as_slice);
        let (mut named, mut open) = (named.iter().peekable(), self.open.iter().peekable());
        std::iter::from_fn(move || {
            let next = match (named.peek(), open.peek()) {
                (Some(one), Some(other)) => **one.min(other),
                (one, other) => **one.or(other)?,
            };
            named.next_if(|it| **it == next);
            open.next_if(|it| **it == next);
            Some(next)
        })
    }
}

fn key(section: &str, directive: &str) -> u64 {
    FxBuildHasher.hash_one((section, directive))
}

/// Whether it says what the unit does.
fn makes(member: &Member<'_>) -> bool {
    let setting = &member.setting;
    let directive = setting.directive;
    match setting.unit.unit_type {
        UnitType::Service => {
            setting.section == "Service"
                && matches!(directive, "ExecStart" | "ExecStop" | "Type" | "BusName")
        }
        UnitType::Timer => directive.starts_with("On"),
        UnitType::Socket => directive.starts_with("Listen"),
        UnitType::Path => directive.starts_with("Path") || directive.starts_with("Directory"),
        UnitType::Mount | UnitType::Swap => directive == "What",
        UnitType::Automount => directive == "Where",
        UnitType::Slice | UnitType::Target | UnitType::Scope => true,
        _ => true,
    }
}
