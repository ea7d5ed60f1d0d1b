//! A unit file as NixOS modules, in each spelling that there is for it.

use std::fmt::Write as _;

use crate::rows::Row;

/// How a module says what is in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// `systemd.services.a.serviceConfig.K = "V";`
    Sections,
    /// The same with NixOS's own options, with numbers, booleans and `null`.
    Options,
    /// The same for all users: `systemd.user.services.a.serviceConfig.K = "V";`
    User,
    /// As home-manager has it: `systemd.user.services.a.Service.K = "V";`
    Home,
    /// `systemd.units."a.service".text = "…";`
    Text,
}

impl Spelling {
    pub(crate) const ALL: [Spelling; 5] =
        [Spelling::Sections, Spelling::Options, Spelling::User, Spelling::Home, Spelling::Text];

    /// The module that says what is in the row; `None` if it cannot in this spelling.
    pub(crate) fn module(self, row: &Row) -> Option<String> {
        let (name, suffix) = row.unit.rsplit_once('.')?;
        let body = match self {
            Spelling::Text => {
                let lines = row.text.lines().map(|line| format!("    {}\n", indented(line)));
                let path = format!("systemd.units.{}.text", attribute(&row.unit));
                return Some(format!(
                    "{{\n  {path} = ''\n{}  '';\n}}\n",
                    lines.collect::<String>()
                ));
            }
            Spelling::Home => sections(row, |title| Some(attribute(title)))?,
            Spelling::Options => options(row)?,
            _ => sections(row, |title| section_option(&row.unit, title).map(str::to_owned))?,
        };
        let kind = kind(suffix, self)?;
        // Without these something else may make a unit of it, and nothing follows from what is not
        // there.
        let (machine, own) = match self {
            Spelling::Home => ("", ""),
            _ => ("  system.stateVersion = \"25.05\";\n", "    description = \"Case\";\n"),
        };
        let name = attribute(name);
        Some(format!("{{\n{machine}  {kind}.{name} = {{\n{own}{body}  }};\n}}\n"))
    }
}

/// The sets of units. NixOS has a list for mounts, in which they have no names.
fn kind(suffix: &str, spelling: Spelling) -> Option<String> {
    let manager = match spelling {
        Spelling::User | Spelling::Home => "systemd.user",
        _ => "systemd",
    };
    let is_known = match suffix {
        "service" | "timer" | "socket" | "path" | "slice" | "target" => true,
        "mount" | "automount" => spelling == Spelling::Home,
        _ => false,
    };
    is_known.then(|| format!("{manager}.{suffix}s"))
}

/// The set that becomes a section.
fn section_option(unit: &str, title: &str) -> Option<&'static str> {
    Some(match (title, unit.rsplit_once('.')?.1) {
        ("Unit", _) => "unitConfig",
        ("Service", "service") => "serviceConfig",
        ("Timer", "timer") => "timerConfig",
        ("Socket", "socket") => "socketConfig",
        ("Path", "path") => "pathConfig",
        ("Slice", "slice") => "sliceConfig",
        _ => return None,
    })
}

/// A set for each section, with a line for each directive.
fn sections(row: &Row, option: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::new();
    for (title, lines) in row.sections() {
        set(&mut text, &option(title)?, &lines, string);
    }
    Some(text)
}

/// With options in place of directives where there are some.
fn options(row: &Row) -> Option<String> {
    let mut text = String::new();
    for (title, lines) in row.sections() {
        let is_option = |name: &str| own_option(title, name).is_some();
        for (name, value) in lines.iter().filter(|line| is_option(line.0)) {
            let words: Vec<String> = value.split(' ').map(string).collect();
            let option = own_option(title, name)?;
            let _ = writeln!(text, "    {option} = [ {} ];", words.join(" "));
        }
        let rest: Vec<_> = lines.into_iter().filter(|line| !is_option(line.0)).collect();
        set(&mut text, section_option(&row.unit, title)?, &rest, literal);
    }
    Some(text)
}

fn own_option(section: &str, directive: &str) -> Option<&'static str> {
    Some(match (section, directive) {
        ("Unit", "After") => "after",
        ("Unit", "Before") => "before",
        ("Unit", "Wants") => "wants",
        ("Unit", "Requires") => "requires",
        ("Unit", "OnFailure") => "onFailure",
        ("Unit", "Documentation") => "documentation",
        ("Socket", "ListenStream") => "listenStreams",
        ("Socket", "ListenDatagram") => "listenDatagrams",
        _ => return None,
    })
}

fn set(text: &mut String, name: &str, lines: &[(&str, String)], value: impl Fn(&str) -> String) {
    let _ = writeln!(text, "    {name} = {{");
    let mut said: Vec<&str> = Vec::new();
    for (directive, _) in lines {
        if said.contains(directive) {
            continue;
        }
        said.push(directive);
        let values = lines.iter().filter(|line| line.0 == *directive);
        let values: Vec<String> = values.map(|(_, text)| value(text)).collect();
        let value = match &values[..] {
            [value] => value.clone(),
            values => format!("[ {} ]", values.join(" ")),
        };
        let _ = writeln!(text, "      {directive} = {value};");
    }
    let _ = writeln!(text, "    }};");
}

/// As a person would write it: what is a number, a boolean or nothing is no string.
fn literal(value: &str) -> String {
    let is_number = value.parse::<u32>().is_ok_and(|number| number.to_string() == value);
    match value {
        "" => "null".to_owned(),
        "true" | "false" => value.to_owned(),
        _ if is_number => value.to_owned(),
        _ => string(value),
    }
}

fn string(value: &str) -> String {
    let mut text = String::from("\"");
    for character in value.chars() {
        match character {
            '"' | '\\' | '$' => text.extend(['\\', character]),
            '\n' => text.push_str("\\n"),
            _ => text.push(character),
        }
    }
    text + "\""
}

/// A line within `''…''`.
fn indented(line: &str) -> String {
    line.replace("''", "'''").replace("${", "''${")
}

fn attribute(name: &str) -> String {
    let is_plain = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
        && name.starts_with(|it: char| it.is_ascii_alphabetic());
    if is_plain { name.to_owned() } else { string(name) }
}
