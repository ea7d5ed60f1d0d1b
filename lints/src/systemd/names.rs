//! Names that values are made of: capabilities, system calls, signals and so on.

use std::cmp::Ordering;

use super::near;
use super::tables::{self, NAME_ENDS, NAME_WIDTH, NAMES};
use super::tags::NameList;

/// A name of a list. What its value and note are, [`NameList`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// `CAP_CHOWN`
    pub name: &'static str,
    /// `0`, or empty
    pub value: &'static str,
    /// What it stands for, or empty
    pub note: &'static str,
}

impl Name {
    fn at(index: usize) -> Name {
        let at = index * NAME_WIDTH;
        Name {
            name: tables::text(NAMES, at),
            value: tables::text(NAMES, at + 4),
            note: tables::text(NAMES, at + 8),
        }
    }
}

impl NameList {
    fn range(self) -> std::ops::Range<usize> {
        let index = self as usize;
        let first = index.checked_sub(1).map_or(0, |before| NAME_ENDS[before]);
        first..NAME_ENDS[index]
    }

    /// All names of the list, sorted by bytes.
    pub fn names(self) -> impl Iterator<Item = Name> {
        self.range().map(Name::at)
    }

    /// The name `name`, exactly so.
    pub fn get(self, name: &str) -> Option<Name> {
        let mut range = self.range();
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            let found = Name::at(middle);
            match found.name.cmp(name) {
                Ordering::Less => range.start = middle + 1,
                Ordering::Equal => return Some(found),
                Ordering::Greater => range.end = middle,
            }
        }
        None
    }

    /// The name that was surely meant by `name`, which is none of the list: another spelling by
    /// case, or the one that is nearest, if it is near and no other is as near.
    pub fn nearest(self, name: &str) -> Option<&'static str> {
        near::nearest(name, self.names().map(|name| name.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_and_near_names() {
        assert_eq!(NameList::Capability.get("CAP_CHOWN").map(|it| it.value), Some("0"));
        assert_eq!(NameList::Capability.get("cap_chown"), None);
        assert_eq!(
            NameList::Capability.nearest("CAP_NET_BIND_SERVIC"),
            Some("CAP_NET_BIND_SERVICE")
        );
        assert_eq!(NameList::Capability.nearest("cap_sys_admin"), Some("CAP_SYS_ADMIN"));
        assert_eq!(NameList::Syscall.get("read").map(|it| it.name), Some("read"));
        assert_eq!(NameList::Syscall.nearest("frobnicate"), None);
        assert_eq!(NameList::SyscallSet.nearest("@systemservice"), Some("@system-service"));
        assert_eq!(NameList::Errno.get("EPERM").map(|it| it.value), Some("1"));
        assert_eq!(NameList::Specifier.get("i").map(|it| it.value), Some("une"));
        assert_eq!(NameList::UnitSuffix.nearest(".servce"), Some(".service"));
    }

    #[test]
    fn every_name_is_found() {
        for list in NameList::ALL {
            assert!(list.names().count() > 10, "{list:?}");
            for name in list.names() {
                assert_eq!(list.get(name.name), Some(name));
            }
            assert_eq!(list.get(""), None);
            assert_eq!(list.get("~"), None);
        }
    }
}
