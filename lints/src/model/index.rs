//! What lints look for in a module again and again.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Definition, Module, RootId, Segment, UnitPart};

/// Definitions by what they are about, as numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// By the root and the name of the unit.
    units: FxHashMap<u64, Vec<u32>>,
    /// By the root and the first four names of the path, such as those of a certificate.
    near: FxHashMap<u64, Vec<u32>>,
    /// The last names of all paths.
    last_names: FxHashSet<u64>,
}

pub(super) fn hashed(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Index {
    fn new(definitions: &[Definition]) -> Index {
        let mut index = Index::default();
        for (number, definition) in (0..).zip(definitions) {
            index.last_names.extend(definition.last_name().map(hashed));
            if let Some(first) = definition.path.get(..NEAR) {
                let key = hashed((definition.root, first));
                index.near.entry(key).or_default().push(number);
            }
            if let Some(part) = definition.unit_part() {
                let key = key(definition.root, part.name);
                index.units.entry(key).or_default().push(number);
            }
        }
        index
    }
}

/// `security.acme.certs.a`
const NEAR: usize = 4;

/// `systemd.services`
const HEAD: usize = 2;

fn key(root: RootId, name: &Segment) -> u64 {
    hashed((root, name))
}

impl Module {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.definitions))
    }

    /// The definitions of the unit that `part` is of, in one root, in their order.
    pub(crate) fn of_unit<'a>(
        &'a self,
        root: RootId,
        part: &UnitPart<'_>,
    ) -> impl Iterator<Item = (&'a Definition, UnitPart<'a>)> {
        let numbers = self.index().units.get(&key(root, part.name)).into_iter().flatten();
        numbers.filter_map(move |number| {
            let definition = &self.definitions[*number as usize];
            let it = definition.unit_part()?;
            let is_same = definition.root == root
                && (it.manager, it.kind, it.name) == (part.manager, part.kind, part.name);
            is_same.then_some((definition, it))
        })
    }

    /// The definitions whose paths begin with the first `length` names of that of `definition`, in the
    /// same root, in their order.
    pub(crate) fn sharing<'a>(
        &'a self,
        definition: &'a Definition,
        length: usize,
    ) -> impl Iterator<Item = &'a Definition> {
        let first = definition.path.get(..length).unwrap_or(&definition.path);
        let known = first.get(..NEAR).map(|it| {
            let numbers = self.index().near.get(&hashed((definition.root, it)));
            numbers.into_iter().flatten().map(|number| &self.definitions[*number as usize])
        });
        let all = if known.is_none() { &self.definitions[..] } else { &[] };
        let is_meant = move |it: &&Definition| {
            it.root == definition.root && it.path.get(..first.len()) == Some(first)
        };
        known.into_iter().flatten().chain(all).filter(is_meant)
    }

    /// Whether the path of some definition may begin with `outer`. To ask a module for that costs less
    /// than to look at its definitions.
    pub fn may_set_below(&self, outer: &[Segment]) -> bool {
        let heads = self.heads.get_or_init(|| {
            let paths = self.definitions.iter().map(|it| &it.path);
            let heads = paths.flat_map(|path| [path.get(..1), path.get(..HEAD)]);
            let mut hashes: Vec<u64> = heads.flatten().map(hashed).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes.into_boxed_slice()
        });
        let head = &outer[..outer.len().min(HEAD)];
        head.is_empty() || heads.binary_search(&hashed(head)).is_ok()
    }

    /// Whether the path of some definition may end in this name.
    pub(crate) fn may_set(&self, name: &str) -> bool {
        self.index().last_names.contains(&hashed(name))
    }
}

#[cfg(test)]
mod tests {
    use cfglint_syntax::parse;

    use super::Module;

    #[test]
    fn what_paths_begin_with() {
        let lower = |text: &str| Module::lower(parse(text).root(), text);
        let module = lower("{ systemd.services.a.enable = true; x = 1; ${y}.z.w = 2; }");
        for path in module.definitions.iter().map(|it| &it.path) {
            for length in 0..=path.len() {
                assert!(module.may_set_below(&path[..length]), "{path:?} to {length}");
            }
        }
        let other = lower("{ systemd.timers.a.enable = true; services.a = 1; x.y = 1; }");
        let is_there: Vec<bool> =
            other.definitions.iter().map(|it| module.may_set_below(&it.path)).collect();
        assert_eq!(is_there, [false; 3]);
    }
}
