//! All lints, and which of them look where.

use rustc_hash::FxHashMap;

use crate::{Check, Lint};

include!(concat!(env!("OUT_DIR"), "/lints.rs"));

/// The lint with this name.
pub fn by_name(name: &str) -> Option<&'static Lint> {
    LINTS.binary_search_by(|lint| lint.name.cmp(name)).ok().map(|index| LINTS[index])
}

/// Enabled lints by what they look at, as numbers into [`LINTS`].
#[derive(Debug, Default)]
pub(crate) struct Dispatch {
    pub(crate) nodes: Vec<usize>,
    pub(crate) by_key: FxHashMap<&'static str, Vec<usize>>,
    pub(crate) settings: Vec<usize>,
    pub(crate) modules: Vec<usize>,
    pub(crate) projects: Vec<usize>,
}

impl Dispatch {
    pub(crate) fn new(is_enabled: impl Fn(usize) -> bool) -> Dispatch {
        let mut dispatch = Dispatch::default();
        for (index, lint) in LINTS.iter().enumerate().filter(|(index, _)| is_enabled(*index)) {
            match &lint.check {
                Check::Node(..) => dispatch.nodes.push(index),
                Check::Definition(keys, _) => {
                    for key in *keys {
                        dispatch.by_key.entry(key).or_default().push(index);
                    }
                }
                Check::Setting(_) => dispatch.settings.push(index),
                Check::Module(_) => dispatch.modules.push(index),
                Check::Project(_) | Check::Units(_) => dispatch.projects.push(index),
                Check::Engine => {}
            }
        }
        dispatch
    }
}
