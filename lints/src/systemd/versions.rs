//! Versions of systemd, by release of NixOS.

use crate::Release;

/// The versions of systemd that a machine may have. A statement about systemd is made only if it
/// holds for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The oldest.
    pub oldest: u16,
    /// The newest.
    pub newest: u16,
}

/// Which versions each release may have; `data/README.md` has the sources. More than one where no
/// source says it exactly.
const RELEASES: &[(Release, Versions)] = &[
    known(19, 3, 239, 241),
    known(19, 9, 239, 243),
    known(20, 3, 242, 245),
    known(20, 9, 245, 246),
    known(21, 5, 247, 247),
    known(21, 11, 249, 249),
    known(22, 5, 249, 250),
    known(22, 11, 251, 251),
    known(23, 5, 253, 253),
    known(23, 11, 254, 254),
    known(24, 5, 255, 255),
    known(24, 11, 256, 256),
    known(25, 5, 257, 257),
    known(25, 11, 257, 258),
    known(26, 5, 260, 260),
];

const fn known(year: u8, month: u8, oldest: u16, newest: u16) -> (Release, Versions) {
    (Release { year, month }, Versions { oldest, newest })
}

impl Versions {
    /// The newest version whose rules are known.
    pub const NEWEST: u16 = 262;

    /// What an unknown release may have: from 252, the oldest that a distribution still keeps up,
    /// to the newest known.
    pub const SUPPORTED: Versions = Versions { oldest: 252, newest: Versions::NEWEST };

    /// Every version that NixOS had since 2019, and those to come.
    pub const ALL: Versions = Versions { oldest: 239, newest: u16::MAX };

    /// This version and no other.
    pub const fn only(version: u16) -> Versions {
        Versions { oldest: version, newest: version }
    }

    /// The versions of a release. One that is newer than those known may have any version from
    /// the last known release's on.
    pub fn of(release: Option<Release>) -> Versions {
        let Some(release) = release else { return Versions::SUPPORTED };
        let first = RELEASES.first();
        match RELEASES.binary_search_by_key(&release, |(release, _)| *release) {
            Ok(index) => RELEASES[index].1,
            Err(0) => Versions { oldest: 1, newest: first.map_or(1, |(_, first)| first.newest) },
            Err(index) => Versions {
                oldest: RELEASES[index - 1].1.oldest,
                newest: RELEASES.get(index).map_or(Versions::NEWEST, |(_, next)| next.newest),
            },
        }
    }

    /// Whether all versions are older than `version`.
    pub const fn all_before(self, version: u16) -> bool {
        self.newest < version
    }

    /// Whether all versions are `version` or newer.
    pub const fn all_since(self, version: u16) -> bool {
        self.oldest >= version
    }

    /// Whether one of the versions is `version` or newer.
    pub const fn any_since(self, version: u16) -> bool {
        self.newest >= version
    }

    /// Whether one of the versions is older than `version`.
    pub const fn any_before(self, version: u16) -> bool {
        self.oldest < version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases() {
        let of = |text: &str| Versions::of(Some(text.parse().unwrap()));
        assert_eq!(of("24.11"), Versions::only(256));
        assert_eq!(of("25.11"), Versions { oldest: 257, newest: 258 });
        assert_eq!(of("26.11"), Versions { oldest: 260, newest: Versions::NEWEST });
        assert_eq!(of("18.09"), Versions { oldest: 1, newest: 241 });
        assert_eq!(Versions::of(None), Versions::SUPPORTED);
        assert!(RELEASES.is_sorted_by_key(|(release, _)| *release));
    }

    #[test]
    fn comparisons() {
        let some = Versions { oldest: 252, newest: 254 };
        assert!(some.all_before(255) && !some.all_before(254));
        assert!(some.all_since(252) && !some.all_since(253));
        assert!(some.any_since(254) && !some.any_since(255));
        assert!(some.any_before(253) && !some.any_before(252));
    }
}
