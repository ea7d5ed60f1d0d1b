//! Which units are to be looked at again because others have changed.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::unit_files::{AskedUnit, UnitQuestion};

/// Which unit asked for which when it was looked at.
#[derive(Default)]
pub(super) struct Readers {
    by_asked: FxHashMap<AskedUnit, FxHashSet<u32>>,
    asked: FxHashMap<u32, FxHashSet<AskedUnit>>,
}

impl Readers {
    pub(super) fn add(&mut self, asked: Vec<UnitQuestion>) {
        for (by, asked) in asked {
            let known = self.asked.entry(by).or_default();
            if !known.contains(&asked) {
                known.insert(asked.clone());
                self.by_asked.entry(asked).or_default().insert(by);
            }
        }
    }

    /// The units in these slots, those that asked for one of them, and those that asked in vain for
    /// one that may be there now. What they asked is forgotten, as all are looked at again.
    pub(super) fn with(&mut self, slots: Vec<u32>, named: &[AskedUnit]) -> Vec<u32> {
        let there = slots.iter().map(|slot| AskedUnit::There(*slot));
        let readers = there.chain(named.iter().cloned());
        let readers = readers.filter_map(|it| self.by_asked.get(&it)).flatten().copied();
        let mut all: Vec<u32> = readers.collect();
        all.extend(slots);
        all.sort_unstable();
        all.dedup();
        for slot in &all {
            for asked in self.asked.remove(slot).into_iter().flatten() {
                if let Some(readers) = self.by_asked.get_mut(&asked) {
                    readers.remove(slot);
                    if readers.is_empty() {
                        self.by_asked.remove(&asked);
                    }
                }
            }
        }
        all
    }
}
