//! What a real systemd says of the unit files that cfglint sees in the modules.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use cfglint_lints::unit_files::{Member, UnitFiles, written};
use cfglint_lints::{Analysis, Config, FileId, SourceFile};

use crate::rows::{Row, VERSIONS, Verdict};
use crate::spelling::Spelling;

/// As many processes run at once.
const AT_ONCE: usize = 4;

/// What units with `BusName` need, and not every machine has.
const BUS: &[(&str, &str)] = &[
    ("dbus.socket", "[Socket]\nListenStream=/run/dbus/system_bus_socket\n"),
    ("dbus.service", "[Service]\nExecStart=/bin/true\n"),
];

/// The `systemd-analyze` that is asked, with its arguments.
pub(crate) struct Systemd {
    pub(crate) command: Vec<String>,
    pub(crate) version: u16,
}

impl Systemd {
    pub(crate) fn new(command: &[String]) -> Option<Systemd> {
        let (program, arguments) = command.split_first()?;
        let output = Command::new(program).args(arguments).arg("--version").output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let version = text.split_whitespace().nth(1)?.parse().ok()?;
        Some(Systemd { command: command.to_vec(), version })
    }

    /// Compares what it says with the table, if that has its version. The answers are how many
    /// files it was asked about, and what is wrong, as lines.
    pub(crate) fn compare(&self, rows: &[Row]) -> (usize, Vec<String>) {
        let column = VERSIONS.iter().position(|it| *it == self.version);
        let Some(column) = column else {
            return (0, vec![format!("the tables say nothing of systemd {}", self.version)]);
        };
        let folder = std::env::temp_dir().join(format!("cfglint-cases-{}", std::process::id()));
        let parts: Vec<Vec<&Row>> =
            (0..AT_ONCE).map(|part| rows.iter().skip(part).step_by(AT_ONCE).collect()).collect();
        let answers: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
            let ask = |(part, rows): (usize, Vec<&'_ Row>)| {
                let folder = folder.join(part.to_string());
                rows.into_iter().map(|row| self.row(row, column, &folder)).fold(
                    (0, Vec::new()),
                    |(count, mut all), (more, wrong)| {
                        all.extend(wrong);
                        (count + more, all)
                    },
                )
            };
            let threads: Vec<_> =
                parts.into_iter().enumerate().map(|part| scope.spawn(move || ask(part))).collect();
            threads.into_iter().map(|it| it.join().expect("no panic")).collect()
        });
        std::fs::remove_dir_all(&folder).ok();
        let count = answers.iter().map(|(count, _)| count).sum();
        (count, answers.into_iter().flat_map(|(_, wrong)| wrong).collect())
    }

    fn row(&self, row: &Row, column: usize, folder: &Path) -> (usize, Vec<String>) {
        let (mut asked, mut wrong) = (Vec::new(), Vec::new());
        for spelling in Spelling::ALL {
            let Some(module) = spelling.module(row) else { continue };
            let Some(mut text) = rendered(row, &module) else {
                wrong.push(format!("{} ({spelling:?}): not all of the unit is known", row.name));
                continue;
            };
            // Rows of this directive are about the number; without the other one it does nothing.
            if row.name.starts_with("RestartSteps=") && self.version >= 254 {
                text += "RestartMaxDelaySec=1h\n";
            }
            // A section without a line is none, and a line that assigns nothing is not of a unit.
            let is_lost = spelling == Spelling::Text && row.has_loose_line();
            if asked.contains(&text) || text.is_empty() || is_lost {
                continue;
            }
            let (verdict, said) = self.verdict(&row.unit, &text, folder);
            if verdict != row.verdicts[column] {
                let expected = row.verdicts[column];
                wrong.push(format!(
                    "{} ({spelling:?}): systemd {} {verdict:?}, not {expected:?}: {said}",
                    row.name, self.version
                ));
            }
            asked.push(text);
        }
        (asked.len(), wrong)
    }

    fn verdict(&self, unit: &str, text: &str, folder: &Path) -> (Verdict, String) {
        std::fs::create_dir_all(folder).expect("a folder can be made");
        for (name, text) in BUS.iter().filter(|(name, _)| *name != unit) {
            std::fs::write(folder.join(name), text).expect("a unit can be written");
        }
        let path = folder.join(unit);
        std::fs::write(&path, text).expect("a unit can be written");
        let output = Command::new(&self.command[0])
            .args(&self.command[1..])
            .args(["verify", "--man=no", "--recursive-errors=yes"])
            .arg(&path)
            .env("LC_ALL", "C")
            .output()
            .expect("systemd-analyze can be started");
        std::fs::remove_file(&path).expect("it was written");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // What it says of the units of this machine is none of our business.
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(unit)).collect();
        let refuses = [
            "Refusing",
            "fatal error",
            "bad unit file setting",
            "failed to load properly",
            "Failed to create",
        ];
        let verdict = match &lines[..] {
            [] => Verdict::Silent,
            lines if lines.iter().any(|line| refuses.iter().any(|it| line.contains(it))) => {
                Verdict::Refuses
            }
            _ => Verdict::Ignores,
        };
        (verdict, lines.join("; "))
    }
}

/// The unit file that cfglint sees in the module; `None` if it does not know all of it.
fn rendered(row: &Row, module: &str) -> Option<String> {
    let source = SourceFile::new(FileId(0), "module.nix", module);
    let reports = [Analysis::new(Arc::new(Config::default())).file(&source)];
    let units = UnitFiles::new(&reports);
    let unit = units.iter().find(|it| it.id.file_name() == row.unit)?;
    let members: Vec<&Member<'_>> = unit.members.iter().collect();
    let file = written(&unit.id, &members);
    let mut text = String::new();
    for section in &file.sections {
        text += &format!("[{}]\n", section.name);
        for line in &section.lines {
            let value = line.value.as_deref().filter(|_| line.is_known())?;
            text += &format!("{}={value}\n", line.directive);
        }
    }
    file.is_complete.then_some(text)
}
