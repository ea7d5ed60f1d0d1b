//! Where in a file the definitions are that lints of the whole project look for.

use crate::model::{Definition, Module};

/// First names of the option paths that such lints ask for.
pub(crate) const ROOTS: [&str; 11] = [
    "systemd",
    "boot",
    "environment",
    "security",
    "services",
    "system",
    "users",
    "fileSystems",
    "virtualisation",
    "disko",
    "networking",
];

/// The number of a first name in [`ROOTS`].
pub(crate) fn root_number(name: &str) -> Option<usize> {
    ROOTS.iter().position(|it| *it == name)
}

/// Behind [`ROOTS`]: the paths whose first name is computed.
pub(crate) const COMPUTED: usize = ROOTS.len();

/// The definitions of one file by the first name of their paths, as numbers.
///
/// It is made when the file is read, once, so that joining a thousand files does not go over all
/// definitions of all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileIndex {
    groups: [Box<[u32]>; COMPUTED + 1],
}

impl FileIndex {
    pub(crate) fn new(module: &Module) -> FileIndex {
        let mut groups: [Vec<u32>; COMPUTED + 1] = Default::default();
        for (number, definition) in (0..).zip(&module.definitions) {
            if let Some(group) = group_of(definition) {
                groups[group].push(number);
            }
        }
        FileIndex { groups: groups.map(Vec::into_boxed_slice) }
    }

    /// The numbers of the definitions of a group, in order.
    pub(crate) fn of(&self, group: usize) -> &[u32] {
        &self.groups[group]
    }
}

fn group_of(definition: &Definition) -> Option<usize> {
    match definition.path.first()?.name() {
        Some(name) => root_number(name),
        None => Some(COMPUTED),
    }
}
