//! Packs what is known of systemd: rows of fixed width over one text, read in place.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::tags::{
    FileKind, Invalid, ListKind, NameList, Rendering, UNIT_SECTIONS, UnitType, ValueType,
};
use crate::text_pool::TextPool;
use crate::tsv::{Row, Table};

/// Directives by section: kind of file and name of the section, then name and number of the row.
type Sections = BTreeMap<(u8, String), BTreeMap<String, u16>>;

/// Rows of directives, each once, and the sections that have them.
#[derive(Default)]
struct Directives {
    rows: Vec<u8>,
    numbers: HashMap<Vec<u8>, u16>,
    sections: Sections,
}

/// Writes `systemd.rs` with all tables, and the files that it includes.
pub fn write(out: &Path) {
    println!("cargo:rerun-if-changed=src/systemd/tags.rs");
    let mut pool = TextPool::default();
    let mut directives = Directives::default();
    unit_directives(&mut directives, &mut pool);
    network_directives(&mut directives, &mut pool);

    let mut code = String::new();
    let mut members = Vec::new();
    code.push_str("pub(super) static SECTIONS: &[SectionRow] = &[\n");
    for ((file, section), names) in &directives.sections {
        let first = members.len() / 2;
        members.extend(names.values().flat_map(|number| number.to_le_bytes()));
        let last = members.len() / 2;
        let _ = writeln!(
            code,
            "    SectionRow {{ file: FileKind::{:?}, name: {section:?}, first: {first}, last: {last} }},",
            FileKind::ALL[usize::from(*file)],
        );
    }
    code.push_str("];\n");
    names(&mut code, out, &mut pool);
    options(&mut code);

    for (name, bytes) in [
        ("directives.bin", directives.rows.as_slice()),
        ("members.bin", &members),
        ("text.txt", pool.into_text().as_bytes()),
        ("systemd.rs", code.as_bytes()),
    ] {
        fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    }
}

impl Directives {
    /// Adds `bytes`, the facts of the directive `name`, to a section.
    fn add(&mut self, file: FileKind, section: &str, name: &str, bytes: Vec<u8>, row: &Row<'_>) {
        let next = u16::try_from(self.numbers.len()).expect("there are few directives");
        let number = *self.numbers.entry(bytes).or_insert_with_key(|bytes| {
            self.rows.extend(bytes);
            next
        });
        let names = self.sections.entry((file as u8, section.to_owned())).or_default();
        let earlier = names.insert(name.to_owned(), number);
        row.check(earlier.is_none(), &format!("[{section}] has `{name}` twice"));
    }
}

fn unit_directives(directives: &mut Directives, pool: &mut TextPool) {
    let columns = [
        "directive",
        "sections",
        "type",
        "list",
        "words",
        "since",
        "deprecated",
        "removed",
        "replacement",
        "specifiers",
        "invalid",
        "man",
    ];
    let table = Table::read("systemd-unit-directives", &columns);
    for row in table.rows() {
        let bytes = pack(
            pool,
            [row.cell(0), row.cell(4), row.cell(8), row.cell(11)],
            [row.number(5), row.number(6), row.number(7)],
            [
                row.tag(2, ValueType::TAGS),
                row.tag(3, ListKind::TAGS),
                row.tag(10, Invalid::TAGS),
                row.tag(9, &["no", "yes"]),
            ],
        );
        for section in row.cell(1).split(' ') {
            row.check(UNIT_SECTIONS.contains(&section), &format!("unknown section `{section}`"));
            directives.add(FileKind::Unit, section, row.cell(0), bytes.clone(), &row);
        }
    }
}

fn network_directives(directives: &mut Directives, pool: &mut TextPool) {
    let columns =
        ["file", "section", "directive", "since", "deprecated", "removed", "replacement", "man"];
    let table = Table::read("systemd-network-directives", &columns);
    for row in table.rows() {
        let file = FileKind::ALL[usize::from(row.tag(0, FileKind::TAGS))];
        row.check(file != FileKind::Unit, "units have a table of their own");
        let bytes = pack(
            pool,
            [row.cell(2), "", row.cell(6), row.cell(7)],
            [row.number(3), row.number(4), row.number(5)],
            [ValueType::Any as u8, ListKind::Unknown as u8, Invalid::Line as u8, 0],
        );
        directives.add(file, row.cell(1), row.cell(2), bytes, &row);
    }
}

/// 26 bytes: name, words, replacement and manual page as offset and length; the versions of its
/// beginning, deprecation and end; type, kind of list, what an invalid value does, specifiers.
fn pack(pool: &mut TextPool, texts: [&str; 4], versions: [u16; 3], tags: [u8; 4]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in texts {
        pool.put(text, &mut bytes);
    }
    bytes.extend(versions.iter().flat_map(|version| version.to_le_bytes()));
    bytes.extend(tags);
    bytes
}

/// Writes `names.bin`: 12 bytes for each name: its text, its note, its value.
fn names(code: &mut String, out: &Path, pool: &mut TextPool) {
    let table = Table::read("systemd-names", &["list", "name", "value", "note"]);
    let mut bytes = Vec::new();
    let mut ends = [0; NameList::ALL.len()];
    let mut last = (0, String::new());
    for row in table.rows() {
        let list = row.tag(0, NameList::TAGS);
        let name = row.cell(1).to_owned();
        row.check(last != (list, name.clone()), "twice");
        row.check(list >= last.0, "lists are not in the order of their tags");
        pool.put(row.cell(1), &mut bytes);
        pool.put(row.cell(2), &mut bytes);
        pool.put(row.cell(3), &mut bytes);
        ends[usize::from(list)] = bytes.len() / 12;
        last = (list, name);
    }
    fs::write(out.join("names.bin"), bytes).expect("OUT_DIR can be written");
    let _ = writeln!(code, "pub(super) static NAME_ENDS: [usize; {}] = {ends:?};", ends.len());
}

/// Writes what NixOS's options of units become.
fn options(code: &mut String) {
    let table =
        Table::read("nixos-unit-options", &["option", "unit", "section", "directive", "how"]);
    code.push_str("pub(super) static OPTIONS: &[NixosOption] = &[\n");
    for row in table.rows() {
        let how = Rendering::ALL[usize::from(row.tag(4, Rendering::TAGS))];
        let section = row.cell(2);
        row.check(
            section.is_empty() || UNIT_SECTIONS.contains(&section),
            &format!("unknown section `{section}`"),
        );
        let unit = match row.cell(1) {
            "all" => "None".to_owned(),
            unit => {
                let number = row.tag(1, UnitType::TAGS);
                row.check(!unit.is_empty(), "no unit");
                format!("Some(UnitType::{:?})", UnitType::ALL[usize::from(number)])
            }
        };
        let _ = writeln!(
            code,
            "    NixosOption {{ name: {:?}, unit: {unit}, section: {section:?}, directive: {:?}, rendering: Rendering::{how:?} }},",
            row.cell(0),
            row.cell(3),
        );
    }
    code.push_str("];\n");
}
