//! Unit files with what versions of systemd said of them.

/// Versions whose verdicts are in the tables.
pub(crate) const VERSIONS: [u16; 3] = [252, 257, 262];

/// What systemd says of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing.
    Silent,
    /// It leaves something out, and goes on.
    Ignores,
    /// The unit cannot start.
    Refuses,
}

/// A unit file.
pub(crate) struct Row {
    /// The value or command, or what the case is called.
    pub(crate) name: String,
    /// As `a.service`
    pub(crate) unit: String,
    pub(crate) text: String,
    /// By version; see [`VERSIONS`].
    pub(crate) verdicts: [Verdict; 3],
    /// The directive that the row is about, if it is about one.
    pub(crate) directive: Option<String>,
}

/// All rows of all tables.
pub(crate) fn rows() -> Vec<Row> {
    let values = cells(include_str!("../../test_data/systemd-values.tsv"));
    let values = values.map(|cells| {
        let name = cells[0].split_once('=').map_or(cells[0], |(name, _)| name);
        service(cells[0], format!("ExecStart=/bin/true\n{}\n", cells[0]), name, &cells[1..])
    });
    let commands = cells(include_str!("../../test_data/systemd-commands.tsv"));
    let commands = commands.map(|cells| {
        service(cells[0], format!("ExecStart={}\n", cells[0]), "ExecStart", &cells[1..])
    });
    let units = cells(include_str!("../../test_data/systemd-units.tsv"));
    let units = units.map(|cells| Row {
        name: cells[0].to_owned(),
        unit: cells[4].to_owned(),
        text: cells[5].replace("\\n", "\n"),
        verdicts: verdicts(&cells[1..]),
        directive: None,
    });
    values.chain(commands).chain(units).collect()
}

fn cells(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

fn service(name: &str, lines: String, directive: &str, cells: &[&str]) -> Row {
    Row {
        name: name.to_owned(),
        unit: "a.service".to_owned(),
        text: format!("[Service]\n{lines}"),
        verdicts: verdicts(cells),
        directive: Some(directive.to_owned()),
    }
}

fn verdicts(cells: &[&str]) -> [Verdict; 3] {
    [cells[0], cells[1], cells[2]].map(|cell| match cell {
        "ok" | "silent" => Verdict::Silent,
        "line ignored" | "warning" => Verdict::Ignores,
        "unit refused" | "refused" | "start job fails" => Verdict::Refuses,
        other => panic!("`{other}` is no verdict"),
    })
}

impl Row {
    /// Whether a line assigns nothing.
    pub(crate) fn has_loose_line(&self) -> bool {
        self.text.lines().any(|line| !line.starts_with('[') && !line.contains('='))
    }

    /// The sections with their lines. A line that assigns nothing belongs to the value before it.
    pub(crate) fn sections(&self) -> Vec<(&str, Vec<(&str, String)>)> {
        let mut sections: Vec<(&str, Vec<(&str, String)>)> = Vec::new();
        for line in self.text.lines() {
            let title = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
            if let Some(title) = title {
                sections.push((title, Vec::new()));
                continue;
            }
            let (_, lines) = sections.last_mut().expect("a unit begins with a section");
            match (line.split_once('='), lines.last_mut()) {
                (Some((name, value)), _) => lines.push((name, value.to_owned())),
                (None, Some((_, value))) => *value += &format!("\n{line}"),
                (None, None) => panic!("{line} assigns nothing"),
            }
        }
        sections
    }
}
