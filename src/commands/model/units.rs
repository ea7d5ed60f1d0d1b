//! `cfglint model --units`: the unit files that a file's definitions become.

use std::sync::Arc;

use cfglint_lints::model::{Condition, RootId};
use cfglint_lints::systemd::{has_hole, is_hole};
use cfglint_lints::unit_files::{
    Assignment, How, Member, UnitFile, UnitFiles, UnitId, UnitManager, WrittenFile, WrittenLine,
    written,
};
use cfglint_lints::{Analysis, Config, FileId, SourceFile, printable};
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::condition_text;
use crate::args::ListFormat;
use crate::files::FileStore;
use crate::render::json_pretty;

/// What stands for a part that the text does not say.
const UNKNOWN: &str = "<unknown>";
/// As much of an expression as a remark shows, in characters.
const EXCERPT: usize = 60;

/// One unit file. The shape is a public interface.
#[derive(Serialize)]
struct Row {
    /// Where it lies; a name that is computed as it is written.
    path: String,
    /// `system`, `initrd`, `user` or `home`
    manager: &'static str,
    unit: String,
    /// Whether the name is computed.
    computed: bool,
    /// The module within the file to which it belongs, from 0.
    root: u32,
    /// Whether `enable = false` makes it a link to `/dev/null`.
    masked: bool,
    sections: Vec<Json>,
    /// Links that make others start this unit, beside `WantedBy=`.
    links: Vec<Json>,
    /// Whether no other lines than these are written; their values may be unknown.
    complete: bool,
}

/// All units of a file, as text or as JSON.
pub(super) fn units(source: &SourceFile, store: &FileStore, format: ListFormat) -> Vec<u8> {
    let report = Analysis::new(Arc::new(Config::default())).file(source);
    let reports = [report];
    let units = UnitFiles::new(&reports);
    let files = units.iter().flat_map(|unit| roots(unit).into_iter().map(move |root| (unit, root)));
    match format {
        ListFormat::Json => {
            let rows: Vec<Row> = files.map(|(unit, root)| row(store, unit, root)).collect();
            json_pretty(&rows)
        }
        ListFormat::Text => {
            let texts: Vec<String> =
                files.map(|(unit, root)| text(&source.text, unit, root)).collect();
            texts.join("\n").into_bytes()
        }
    }
}

/// The modules within the file that say something of a unit.
fn roots(unit: &UnitFile<'_>) -> Vec<RootId> {
    let mut roots: Vec<RootId> = Vec::new();
    for member in &unit.members {
        if !roots.contains(&member.fact.definition.root) {
            roots.push(member.fact.definition.root);
        }
    }
    roots
}

fn members<'u, 'a>(unit: &'u UnitFile<'a>, root: RootId) -> Vec<&'u Member<'a>> {
    let members = unit.members.iter().filter(|it| it.fact.definition.root == root);
    members.filter(|it| !unit.hides(&it.fact)).collect()
}

fn is_masked(members: &[&Member<'_>]) -> bool {
    members.iter().any(|it| {
        let definition = it.fact.definition;
        it.setting.option == "enable"
            && definition.value.truth() == Some(false)
            && definition.conditions.is_empty()
    })
}

fn row(store: &FileStore, unit: &UnitFile<'_>, root: RootId) -> Row {
    let members = members(unit, root);
    let file = written(&unit.id, &members);
    let line = |line: &WrittenLine<'_>| {
        let parts: Vec<Json> = line.parts.iter().map(|it| part(store, it)).collect();
        json!({ "directive": line.directive, "value": line.value, "parts": parts })
    };
    let sections = file.sections.iter().map(|section| {
        let lines: Vec<Json> = section.lines.iter().map(line).collect();
        json!({
            "name": section.name,
            "lines": lines,
            "complete": section.is_complete,
            "more": section.more,
        })
    });
    Row {
        path: path(&unit.id),
        manager: match unit.id.manager {
            UnitManager::System => "system",
            UnitManager::Initrd => "initrd",
            UnitManager::User => "user",
            UnitManager::Home => "home",
        },
        unit: unit.id.file_name(),
        computed: unit.id.name.known().is_none(),
        root: root.0,
        masked: is_masked(&members),
        sections: sections.collect(),
        links: file.links.iter().map(|it| part(store, it)).collect(),
        complete: file.is_complete
            && file.sections.iter().all(|it| it.is_complete && it.more.is_empty()),
    }
}

fn part(store: &FileStore, it: &Assignment<'_>) -> Json {
    let at = store.position(FileId(0), it.range.start());
    let condition = |it: &Condition| json!({ "text": it.text, "negated": it.is_negated });
    let conditions: Vec<Json> = it.conditions().map(condition).collect();
    json!({
        "directive": it.directive,
        "value": it.value,
        "conditions": conditions,
        "priority": it.definition.priority,
        "line": at.line,
        "column": at.column,
    })
}

/// Where the file lies on the machine.
fn path(id: &UnitId<'_>) -> String {
    let folder = match id.manager {
        _ if id.unit_type.suffix() == "nspawn" => "/etc/systemd/nspawn",
        UnitManager::System | UnitManager::Initrd if !id.unit_type.is_unit() => {
            "/etc/systemd/network"
        }
        UnitManager::System | UnitManager::Initrd => "/etc/systemd/system",
        UnitManager::User => "/etc/systemd/user",
        UnitManager::Home => "~/.config/systemd/user",
    };
    format!("{folder}/{}", id.file_name())
}

fn text(source: &str, unit: &UnitFile<'_>, root: RootId) -> String {
    let members = members(unit, root);
    let file = written(&unit.id, &members);
    let mut out = format!("# {}", path(&unit.id));
    if unit.id.manager == UnitManager::Initrd {
        out.push_str(" of the initial ramdisk");
    }
    out.push('\n');
    if is_masked(&members) {
        out.push_str("# a link to /dev/null, as it is not enabled\n");
    }
    let shared = shared(&members);
    if !shared.is_empty() {
        let texts: Vec<String> = shared.iter().map(condition_text).collect();
        out.push_str(&format!("# {}\n", one_line(&texts.join(", "))));
    }
    links(&file, shared.len(), &mut out);
    if !file.is_complete {
        out.push_str("# more may be set than the text says\n");
    }
    for section in &file.sections {
        if section.lines.is_empty() && section.is_complete && section.more.is_empty() {
            continue;
        }
        match section.name.as_str() {
            "" => out.push_str(&format!("[{UNKNOWN}]\n")),
            name => out.push_str(&format!("[{name}]\n")),
        }
        for line in &section.lines {
            remarks(source, line, shared.len(), &mut out);
            let value = line.value.as_deref().unwrap_or(UNKNOWN).replace(is_hole, UNKNOWN);
            out.push_str(&format!("{}={value}\n", line.directive));
        }
        for directive in &section.more {
            out.push_str(&format!("# {directive}= may be set otherwise than the text says\n"));
        }
        if !section.is_complete {
            out.push_str("# more may be set here than the text says\n");
        }
    }
    printable(&out).into_owned()
}

/// The conditions on which all that is said of the unit hangs, outermost first.
fn shared<'a>(members: &[&Member<'a>]) -> &'a [Condition] {
    let Some(first) = members.first() else {
        return &[];
    };
    let first = first.fact.definition.conditions.as_slice();
    let common = members.iter().map(|it| {
        let ours = it.fact.definition.conditions.iter();
        ours.zip(first).take_while(|(one, other)| one == other).count()
    });
    &first[..common.min().unwrap_or(0)]
}

fn links(file: &WrittenFile<'_>, shared: usize, out: &mut String) {
    for link in &file.links {
        let value = link.value.as_deref().unwrap_or(UNKNOWN).replace(is_hole, UNKNOWN);
        let conditions = conditions(link, shared);
        out.push_str(&format!("# {} {}{conditions}\n", link.directive, one_line(&value)));
    }
}

/// Comments for what a line hangs on and for what is not known of it.
fn remarks(source: &str, line: &WrittenLine<'_>, shared: usize, out: &mut String) {
    let said: Vec<String> = line.parts.iter().map(|it| conditions(it, shared)).collect();
    let is_same = said.iter().all(|it| Some(it) == said.first());
    for (part, said) in line.parts.iter().zip(&said) {
        if !is_same && !said.is_empty() {
            let word = part.value.as_deref().unwrap_or(UNKNOWN).replace(is_hole, UNKNOWN);
            out.push_str(&format!("# {}{said}\n", one_line(&word)));
        }
    }
    if is_same && let Some(said) = said.first().filter(|said| !said.is_empty()) {
        out.push_str(&format!("#{said}\n"));
    }
    for part in &line.parts {
        if part.value.as_deref().is_some_and(|value| !has_hole(value)) {
            continue;
        }
        let what = match part.how {
            How::Script | How::Hook if part.value.is_some() => "the path of a script".to_owned(),
            How::SearchPath => "folders of packages".to_owned(),
            How::Store if part.value.is_some() => "a store path".to_owned(),
            _ => excerpt(&source[part.range]),
        };
        out.push_str(&format!("# {UNKNOWN}: {what}\n"));
    }
}

/// ` if a, priority 50`, without the first `shared` conditions
fn conditions(part: &Assignment<'_>, shared: usize) -> String {
    let mut remarks: Vec<String> = part.conditions().skip(shared).map(condition_text).collect();
    match part.definition.priority {
        Some(100) => {}
        Some(priority) => remarks.push(format!("priority {priority}")),
        None => remarks.push("some priority".to_owned()),
    }
    match remarks.is_empty() {
        true => String::new(),
        false => one_line(&format!(" {}", remarks.join(", "))),
    }
}

/// The text in one line, cut off where it is too long.
fn excerpt(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The text in one line, its white space folded.
fn one_line(text: &str) -> String {
    let lead = if text.starts_with(' ') { " " } else { "" };
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("{lead}{}", words.join(" "))
}
