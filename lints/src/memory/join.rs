//! Definitions of all files by what they are parts of, kept up to date file by file.

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::FileReport;
use crate::model::Definition;

/// Parts by what they belong to, such as a unit.
pub(crate) trait JoinKey {
    /// What a definition belongs to.
    type Key<'a>: Hash + Eq;

    /// The groups of [`FileIndex`](crate::index::FileIndex) in which such definitions are.
    const GROUPS: &'static [usize];

    /// What a definition belongs to, if it is a part of something.
    fn of<'a>(file: &'a FileReport, definition: &'a Definition) -> Option<Self::Key<'a>>;
}

/// A definition, by the place of its file and its number there.
pub(crate) type Member = (u32, u32);

/// The parts of everything.
///
/// **Invariant:** what it says is what it would say if it were made anew of the same files.
pub(crate) struct Join {
    slots: Vec<Slot>,
    by_hash: FxHashMap<u64, Vec<u32>>,
    /// By the place of a file, the slots that it speaks of.
    of_file: Vec<Vec<u32>>,
    free: Vec<u32>,
}

#[derive(Default)]
struct Slot {
    hash: u64,
    /// In the order of files and definitions; none if the slot is not in use.
    members: Vec<Member>,
}

impl Join {
    pub(crate) fn new<K: JoinKey>(reports: &[FileReport]) -> Join {
        let mut join = Join {
            slots: Vec::new(),
            by_hash: FxHashMap::default(),
            of_file: vec![Vec::new(); reports.len()],
            free: Vec::new(),
        };
        for place in 0..reports.len() {
            join.add::<K>(reports, place);
        }
        join
    }

    /// Takes back what the file at `place` said. Gives the slots that it spoke of.
    ///
    /// Of files that change at once, all are taken back before one is added.
    pub(crate) fn remove(&mut self, place: usize) -> Vec<u32> {
        let slots = std::mem::take(&mut self.of_file[place]);
        for &number in &slots {
            let slot = &mut self.slots[number as usize];
            slot.members.retain(|(file, _)| *file as usize != place);
            if !slot.members.is_empty() {
                continue;
            }
            if let Some(same) = self.by_hash.get_mut(&slot.hash) {
                same.retain(|it| *it != number);
                if same.is_empty() {
                    self.by_hash.remove(&slot.hash);
                }
            }
            self.free.push(number);
        }
        slots
    }

    /// Adds what the file at `place` says. Gives the slots that it speaks of.
    pub(crate) fn add<K: JoinKey>(&mut self, reports: &[FileReport], place: usize) -> Vec<u32> {
        let mut numbers: Vec<u32> =
            K::GROUPS.iter().flat_map(|group| reports[place].index.of(*group)).copied().collect();
        numbers.sort_unstable();
        let mut spoken: Vec<u32> = Vec::new();
        for number in numbers {
            let member = (place as u32, number);
            let Some(key) = key_of::<K>(reports, member) else { continue };
            let hash = FxBuildHasher.hash_one(&key);
            let slot = match self.find::<K>(reports, &key, hash) {
                Some(slot) => slot,
                None => self.take_slot(hash),
            };
            let members = &mut self.slots[slot as usize].members;
            match members.last() {
                Some(last) if *last > member => {
                    let at = members.partition_point(|it| *it < member);
                    members.insert(at, member);
                }
                _ => members.push(member),
            }
            if spoken.last() != Some(&slot) {
                spoken.push(slot);
            }
        }
        spoken.sort_unstable();
        spoken.dedup();
        self.of_file[place].clone_from(&spoken);
        spoken
    }

    fn take_slot(&mut self, hash: u64) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot::default());
            self.slots.len() as u32 - 1
        });
        self.slots[number as usize].hash = hash;
        self.by_hash.entry(hash).or_default().push(number);
        number
    }

    fn find<'a, K: JoinKey>(
        &self,
        reports: &'a [FileReport],
        key: &K::Key<'a>,
        hash: u64,
    ) -> Option<u32> {
        let is_it = |slot: &u32| {
            let first = self.slots[*slot as usize].members.first();
            first.and_then(|first| key_of::<K>(reports, *first)).as_ref() == Some(key)
        };
        self.by_hash.get(&hash)?.iter().copied().find(is_it)
    }

    /// The slot of something.
    pub(crate) fn get<'a, K: JoinKey>(
        &self,
        reports: &'a [FileReport],
        key: &K::Key<'a>,
    ) -> Option<u32> {
        self.find::<K>(reports, key, FxBuildHasher.hash_one(key))
    }

    /// The parts in a slot, in the order of files and definitions; none if it is not in use.
    pub(crate) fn members(&self, slot: u32) -> &[Member] {
        &self.slots[slot as usize].members
    }

    /// So many slots there are, in use or not.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// All slots in use, in the order of their first parts.
    pub(crate) fn in_order(&self) -> Vec<u32> {
        let numbers = (0..).zip(&self.slots).filter(|(_, slot)| !slot.members.is_empty());
        let mut order: Vec<u32> = numbers.map(|(number, _)| number).collect();
        order.sort_unstable_by_key(|slot| self.slots[*slot as usize].members[0]);
        order
    }
}

fn key_of<K: JoinKey>(reports: &[FileReport], (place, number): Member) -> Option<K::Key<'_>> {
    let file = &reports[place as usize];
    K::of(file, &file.module.definitions[number as usize])
}
