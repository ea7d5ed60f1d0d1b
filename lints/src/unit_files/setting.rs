//! Definitions as parts of unit files.

use crate::model::{Definition, List, Segment, ValueKind};

use super::options::{
    kind, network_list, network_option, network_section, section_option, unit_option,
};
use super::{UnitId, UnitManager, UnitName, UnitType};

/// A definition as a part of a unit file.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The definition.
    pub definition: &'a Definition,
    /// The unit. For `startAt` the timer, which has the name of the service.
    pub unit: UnitId<'a>,
    /// The option or the set that was written: `after`, `serviceConfig`, `Service`; empty for the
    /// unit as a whole.
    pub option: &'a str,
    /// The section, such as `Service`; empty if it is of none or of more than one.
    pub section: &'a str,
    /// The directive, such as `ExecStart`; empty if it is none or more than one.
    pub directive: &'a str,
    /// How the value becomes lines.
    pub how: How<'a>,
}

impl Setting<'_> {
    /// How many names of the option's path lead to the unit, with the one that names it.
    pub fn unit_depth(&self) -> usize {
        let mut path = self.definition.path.iter().map(Segment::name);
        match (path.next().flatten(), path.next().flatten()) {
            (Some("systemd"), Some("user")) => 4,
            (Some("systemd"), Some("network")) => 4,
            (Some("boot"), _) => 5,
            _ => 3,
        }
    }

    /// The unit whose name that is; of `startAt` it is the service, not the timer.
    pub fn named_unit(&self) -> UnitId<'_> {
        match self.how {
            How::StartAt => UnitId { unit_type: UnitType::Service, ..self.unit },
            _ => self.unit,
        }
    }
}

/// How a value becomes lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How<'a> {
    /// As it is: a list is one line for each element.
    Raw,
    /// Own option with one value.
    OneLine,
    /// Own option with a list: one line for each element, after those that are raw.
    Lines,
    /// Own option with a list: all of all definitions in one line, with blanks between.
    Words,
    /// Own option with a list of units that get a link to this one.
    Links(Link),
    /// A variable of `environment` with this name.
    Variable(&'a str),
    /// `path`: the variable `PATH`.
    SearchPath,
    /// `script`: a command in the store.
    Script,
    /// `scriptArgs`: what follows the command of `script`.
    ScriptArguments,
    /// `preStart` and its kin: a command in the store, unless the text is empty.
    Hook,
    /// `startAt` of a service: the calendar of a timer, which `timers.target` wants then.
    StartAt,
    /// A line only if the option has this value.
    OnlyIf(bool),
    /// The store path of a text that is made of the list.
    Store,
    /// The text of the whole file.
    Text,
    /// No line of its own: `enable`, `overrideStrategy`, a set without a leaf.
    Nothing,
    /// Something that the text does not say: of the directive, or of the section if that is empty,
    /// or of the whole unit if that is empty too.
    Open,
}

/// What a link of a unit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Also written as `WantedBy=` in `[Install]`.
    WantedBy,
    /// No text is written.
    RequiredBy,
    /// No text is written.
    UpheldBy,
    /// Another name of the unit.
    Alias,
}

/// A definition as a part of a unit file; `None` if it is none.
///
/// Nothing is allocated, and two names are compared for most of what is none.
pub fn setting(definition: &Definition) -> Option<Setting<'_>> {
    let (first, path) = definition.path.split_first()?;
    match first.name()? {
        "systemd" => {
            let manager = match path.first()?.name() {
                Some("user") => UnitManager::User,
                _ => UnitManager::System,
            };
            below_systemd(definition, manager, &path[usize::from(manager == UnitManager::User)..])
        }
        "boot" => match path {
            [initrd, systemd, rest @ ..]
                if initrd.name() == Some("initrd") && systemd.name() == Some("systemd") =>
            {
                below_systemd(definition, UnitManager::Initrd, rest)
            }
            _ => None,
        },
        "environment" => match path {
            [etc, file, rest @ ..] if etc.name() == Some("etc") => etc_file(definition, file, rest),
            _ => None,
        },
        _ => None,
    }
}

fn below_systemd<'a>(
    definition: &'a Definition,
    manager: UnitManager,
    path: &'a [Segment],
) -> Option<Setting<'a>> {
    let [group, name, path @ ..] = path else {
        return None;
    };
    let group = group.name()?;
    if let Some(unit_type) = kind(group) {
        let unit = UnitId { manager, unit_type, name: UnitName::of(name) };
        return Some(unit_setting(definition, unit, path));
    }
    let manages_networks = matches!(manager, UnitManager::System | UnitManager::Initrd);
    match group {
        "units" => {
            let (name, unit_type) = UnitType::split(name.name()?)?;
            let unit = UnitId { manager, unit_type, name: UnitName::Known(name) };
            let key = path.first()?.name()?;
            let how = match key {
                "text" if path.len() == 1 => How::Text,
                "wantedBy" | "requiredBy" | "upheldBy" | "aliases" => {
                    return Some(unit_setting(definition, unit, path));
                }
                _ => How::Nothing,
            };
            Some(Setting { definition, unit, option: key, section: "", directive: "", how })
        }
        "network" if manages_networks => {
            let unit_type = match name.name()? {
                "networks" => UnitType::Network,
                "netdevs" => UnitType::Netdev,
                "links" => UnitType::Link,
                _ => return None,
            };
            let (name, path) = path.split_first()?;
            let unit = UnitId { manager, unit_type, name: UnitName::of(name) };
            Some(network_setting(definition, unit, path))
        }
        "nspawn" if manages_networks => {
            let unit = UnitId { manager, unit_type: UnitType::Nspawn, name: UnitName::of(name) };
            Some(network_setting(definition, unit, path))
        }
        _ => None,
    }
}

fn unit_setting<'a>(
    definition: &'a Definition,
    mut unit: UnitId<'a>,
    path: &'a [Segment],
) -> Setting<'a> {
    let Some((first, rest)) = path.split_first() else {
        return whole(definition, unit);
    };
    let Some(key) = first.name() else {
        return Setting { how: How::Open, ..whole(definition, unit) };
    };
    if unit.manager == UnitManager::User && key.starts_with(|it: char| it.is_ascii_uppercase()) {
        unit.manager = UnitManager::Home;
        return raw(definition, unit, key, key, rest);
    }
    if let Some(section) = section_option(unit.unit_type, key) {
        return raw(definition, unit, key, section, rest);
    }
    if unit.unit_type == UnitType::Service && key == "environment" {
        return variable(definition, unit, rest);
    }
    let (section, directive, how) = match unit_option(unit.unit_type, key) {
        Some(known) if rest.is_empty() => known,
        // Sets far more than is worth to say twice.
        _ if key == "confinement" => ("Service", "", How::Open),
        _ => ("", "", How::Nothing),
    };
    if how == How::StartAt {
        unit.unit_type = UnitType::Timer;
    }
    Setting { definition, unit, option: key, section, directive, how }
}

fn network_setting<'a>(
    definition: &'a Definition,
    unit: UnitId<'a>,
    path: &'a [Segment],
) -> Setting<'a> {
    let Some((first, rest)) = path.split_first() else {
        return whole(definition, unit);
    };
    let Some(key) = first.name() else {
        return Setting { how: How::Open, ..whole(definition, unit) };
    };
    if let Some(section) = network_section(unit.unit_type, key) {
        return raw(definition, unit, key, section, rest);
    }
    if let Some((section, wrapper)) = network_list(unit.unit_type, key) {
        let directive = match rest {
            [_, outer, rest @ ..] if outer.name() == Some(wrapper) => rest,
            [_, rest @ ..] => rest,
            [] => rest,
        };
        return raw(definition, unit, key, section, directive);
    }
    let known = network_option(key).filter(|_| unit.unit_type == UnitType::Network);
    let (section, directive, how) = match known {
        Some(known) if rest.is_empty() => known,
        _ if key == "enable" => ("", "", How::Nothing),
        _ => ("", "", How::Open),
    };
    Setting { definition, unit, option: key, section, directive, how }
}

/// What is said of a unit as a whole.
fn whole<'a>(definition: &'a Definition, unit: UnitId<'a>) -> Setting<'a> {
    Setting { definition, unit, option: "", section: "", directive: "", how: open(definition) }
}

/// An attribute of a set that becomes a section.
fn raw<'a>(
    definition: &'a Definition,
    unit: UnitId<'a>,
    option: &'a str,
    section: &'a str,
    rest: &'a [Segment],
) -> Setting<'a> {
    let (directive, how) = match rest {
        [] => ("", open(definition)),
        [key] => match key.name() {
            Some(key) => (key, How::Raw),
            None => ("", How::Open),
        },
        // No directive is a set.
        [key, ..] => (key.name().unwrap_or_default(), How::Open),
    };
    Setting { definition, unit, option, section, directive, how }
}

fn variable<'a>(definition: &'a Definition, unit: UnitId<'a>, rest: &'a [Segment]) -> Setting<'a> {
    let how = match rest {
        [] => open(definition),
        [name] => name.name().map_or(How::Open, How::Variable),
        _ => How::Open,
    };
    let (option, section, directive) = ("environment", "Service", "Environment");
    Setting { definition, unit, option, section, directive, how }
}

fn open<'a>(definition: &Definition) -> How<'a> {
    match definition.value.kind {
        ValueKind::EmptySet => How::Nothing,
        ValueKind::List(List { ref items, is_complete: true }) if items.is_empty() => How::Nothing,
        _ => How::Open,
    }
}

/// `systemd/system/foo.service`, or a drop-in of it.
fn etc_file<'a>(
    definition: &'a Definition,
    file: &'a Segment,
    rest: &'a [Segment],
) -> Option<Setting<'a>> {
    let [key] = rest else { return None };
    let (folder, file) = file.name()?.strip_prefix("systemd/")?.split_once('/')?;
    let manager = match folder {
        "system" | "network" | "nspawn" => UnitManager::System,
        "user" => UnitManager::User,
        _ => return None,
    };
    let file = match file.split_once('/') {
        Some((folder, file)) if file.ends_with(".conf") => folder.strip_suffix(".d")?,
        Some(_) => return None,
        None => file,
    };
    let (name, unit_type) = UnitType::split(file)?;
    let unit = UnitId { manager, unit_type, name: UnitName::Known(name) };
    let (option, how) = match key.name()? {
        "text" => ("text", How::Text),
        "source" => ("source", How::Open),
        _ => return None,
    };
    Some(Setting { definition, unit, option, section: "", directive: "", how })
}
