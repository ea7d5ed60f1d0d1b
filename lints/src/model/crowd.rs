//! More definitions of one option than anybody writes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::hashed;
use super::{Module, RootId};

/// So many definitions of one option of one root are kept. Lints compare them with one another, so that
/// what is generated without end would take them for ever.
const LIMIT: u32 = 100;

/// So many machines within one file are kept, such as the nodes of a test.
const MACHINES: usize = 100;

impl Module {
    /// Leaves out what goes beyond the limit: the root may then set anything that is not seen.
    pub(super) fn thin_out(&mut self) {
        if self.definitions.len() <= LIMIT as usize {
            return;
        }
        let count = self.definitions.len();
        if self.machines.len() > MACHINES {
            // Nothing outside of them speaks of them.
            let later: FxHashSet<RootId> = self.machines.drain(MACHINES..).collect();
            self.definitions.retain(|it| !later.contains(&it.root));
        }
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        let Module { definitions, open, .. } = self;
        definitions.retain(|it| {
            let count = counts.entry(hashed((it.root, &it.path))).or_default();
            *count += 1;
            let is_kept = *count <= LIMIT;
            if !is_kept && open.last() != Some(&it.root) {
                open.push(it.root);
            }
            is_kept
        });
        open.sort_unstable();
        open.dedup();
        self.is_thinned_out = definitions.len() < count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cfglint_syntax::parse;

    fn module(text: &str) -> Module {
        Module::lower(parse(text).root(), text)
    }

    #[test]
    fn what_goes_beyond_the_limit_is_not_known() {
        let merged = |count: usize| {
            let element = "{ systemd.services.a.serviceConfig.Type = \"simple\"; b = 1; } ";
            module(&format!("{{ lib, ... }}: lib.mkMerge [ {}]", element.repeat(count)))
        };
        let root = merged(1).definitions[0].root;
        let (most, more) = (merged(100), merged(101));
        assert_eq!(most.definitions.len(), 200);
        assert!(!most.is_open(root));
        assert_eq!(more.definitions.len(), 200);
        assert!(more.is_open(root));
    }

    #[test]
    fn of_many_machines_in_one_file_some_are_left_out() {
        let nodes = |count: usize| {
            let node = |at: usize| format!("n{at} = {{ services.a.enable = true; }}; ");
            let nodes: String = (0..count).map(node).collect();
            module(&format!("{{ nodes = {{ {nodes}}}; }}")).definitions.len()
        };
        assert_eq!((nodes(100), nodes(101), nodes(300)), (100, 100, 100));
    }
}
