//! Which unit is meant.

use crate::model::Segment;
use crate::systemd;

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

macro_rules! unit_types {
    ($($name:ident $suffix:literal $section:expr,)*) => {
        /// What kind of file it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum UnitType {
            $(
                #[doc = concat!("`.", $suffix, "`")]
                $name,
            )*
        }

        impl UnitType {
            /// The suffix of its files, without the dot, as `service`.
            pub fn suffix(self) -> &'static str {
                match self {
                    $(UnitType::$name => $suffix,)*
                }
            }

            /// The type by its suffix, without the dot.
            pub fn from_suffix(suffix: &str) -> Option<UnitType> {
                match suffix {
                    $($suffix => Some(UnitType::$name),)*
                    _ => None,
                }
            }

            /// The section of its own, such as `Service`; targets have none.
            pub fn section(self) -> Option<&'static str> {
                match self {
                    $(UnitType::$name => $section,)*
                }
            }
        }
    };
}

unit_types! {
    Service "service" Some("Service"),
    Timer "timer" Some("Timer"),
    Socket "socket" Some("Socket"),
    Path "path" Some("Path"),
    Mount "mount" Some("Mount"),
    Automount "automount" Some("Automount"),
    Swap "swap" Some("Swap"),
    Slice "slice" Some("Slice"),
    Target "target" None,
    Scope "scope" Some("Scope"),
    Network "network" Some("Network"),
    Netdev "netdev" Some("NetDev"),
    Link "link" Some("Link"),
    Nspawn "nspawn" Some("Exec"),
}

impl UnitType {
    /// The type as the tables of directives call it.
    pub fn in_tables(self) -> systemd::UnitType {
        match self {
            UnitType::Service => systemd::UnitType::Service,
            UnitType::Timer => systemd::UnitType::Timer,
            UnitType::Socket => systemd::UnitType::Socket,
            UnitType::Path => systemd::UnitType::Path,
            UnitType::Mount => systemd::UnitType::Mount,
            UnitType::Automount => systemd::UnitType::Automount,
            UnitType::Swap => systemd::UnitType::Swap,
            UnitType::Slice => systemd::UnitType::Slice,
            UnitType::Target => systemd::UnitType::Target,
            UnitType::Scope => systemd::UnitType::Scope,
            UnitType::Network => systemd::UnitType::Network,
            UnitType::Netdev => systemd::UnitType::Netdev,
            UnitType::Link => systemd::UnitType::Link,
            UnitType::Nspawn => systemd::UnitType::Nspawn,
        }
    }

    /// Whether it is a unit of systemd's manager, and no file of networkd, udevd or nspawn.
    pub fn is_unit(self) -> bool {
        !matches!(self, UnitType::Network | UnitType::Netdev | UnitType::Link | UnitType::Nspawn)
    }

    /// `foo.service` as `foo` and the type.
    pub fn split(file_name: &str) -> Option<(&str, UnitType)> {
        let (name, suffix) = file_name.rsplit_once('.')?;
        let unit_type = UnitType::from_suffix(suffix)?;
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
