//! Which unit is meant.

use crate::model::Segment;

/// Who reads a unit file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitManager {
    /// The machine's systemd: `systemd.services.…`
    System,
    /// The systemd of the initial ramdisk: `boot.initrd.systemd.services.…`
    Initrd,
    /// Each user's systemd: `systemd.user.services.…`
    User,
    /// One user's systemd, as home-manager writes it: `systemd.user.services.N.Service.…`
    Home,
}

pub use crate::systemd::UnitType;

impl UnitType {
    /// The suffix of its files, without the dot, as `service`.
    pub fn suffix(self) -> &'static str {
        self.tag()
    }

    /// The section that says what it is, such as `Service`; targets have none.
    pub fn section(self) -> Option<&'static str> {
        match self {
            UnitType::Network => Some("Network"),
            UnitType::Netdev => Some("NetDev"),
            UnitType::Link => Some("Link"),
            UnitType::Nspawn => Some("Exec"),
            _ => self.own_section(),
        }
    }

    /// Whether it is a unit of systemd's manager, and no file of networkd, udevd or nspawn.
    pub fn is_unit(self) -> bool {
        !matches!(self, UnitType::Network | UnitType::Netdev | UnitType::Link | UnitType::Nspawn)
    }

    /// `foo.service` as `foo` and the type; `None` for what no file makes, such as a device.
    pub fn split(file_name: &str) -> Option<(&str, UnitType)> {
        let (name, suffix) = file_name.rsplit_once('.')?;
        let mut with_files = UnitType::ALL.iter().copied().filter(|it| *it != UnitType::Device);
        let unit_type = with_files.find(|it| it.tag() == suffix)?;
        (!name.is_empty()).then_some((name, unit_type))
    }
}

/// A unit's name without its suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitName<'a> {
    /// A name that the text says.
    Known(&'a str),
    /// A computed one: equal only to itself within a file.
    Computed(&'a Segment),
}

impl<'a> UnitName<'a> {
    /// The name of a segment of an option path.
    pub(super) fn of(segment: &'a Segment) -> UnitName<'a> {
        match segment {
            Segment::Name(name) => UnitName::Known(name),
            Segment::Dynamic { .. } => UnitName::Computed(segment),
        }
    }

    /// The name, if the text says it.
    pub fn known(self) -> Option<&'a str> {
        match self {
            UnitName::Known(name) => Some(name),
            UnitName::Computed(_) => None,
        }
    }

    /// The name, or the source text of a computed one, for messages.
    pub fn text(self) -> &'a str {
        match self {
            UnitName::Known(name) => name,
            UnitName::Computed(segment) => segment.text(),
        }
    }
}

/// A unit of one manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnitId<'a> {
    /// Who reads it.
    pub manager: UnitManager,
    /// What it is.
    pub unit_type: UnitType,
    /// Its name.
    pub name: UnitName<'a>,
}

impl UnitId<'_> {
    /// `foo.service`; a computed name as it is written.
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.name.text(), self.unit_type.suffix())
    }

    /// Whether it is a template such as `foo@`, of which `foo@a` is an instance.
    pub fn is_template(&self) -> bool {
        self.name.known().is_some_and(|name| name.ends_with('@'))
    }

    /// For `foo@a`, the name of the template: `foo@`.
    pub fn template(&self) -> Option<&str> {
        let name = self.name.known()?;
        let at = name.find('@')?;
        (at > 0 && at + 1 < name.len()).then(|| &name[..=at])
    }
}
