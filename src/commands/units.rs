//! `cfglint units`: the units of a project and their relations, as a picture.

mod dot;
mod mermaid;
mod shapes;
mod svg;
mod text;

use cfglint_lints::unit_files::{UnitEdge, UnitGraph, UnitManager, UnitNode, UnitPlace};
use cfglint_lints::{Diagnostic, Severity, printable};

use super::check::report::deliver;
use super::check::{check_usage, complain, threads};
use crate::Outcome;
use crate::args::{Check, UnitsArgs, UnitsFormat};
use crate::error::Error;
use crate::files::FileStore;
use crate::project::{Project, Texts};
use crate::settings::SettingsFinder;

pub(super) fn units(args: &UnitsArgs) -> miette::Result<Outcome> {
    let (paths, settings) = (args.paths.clone(), args.settings.clone());
    let check = Check { paths, settings, ..Check::default() };
    check_usage(&check)?;
    threads(0)?.install(|| run(args, &check))
}

fn run(args: &UnitsArgs, check: &Check) -> miette::Result<Outcome> {
    let mut finder = SettingsFinder::new(&check.settings)?;
    let project = Project::load(check, &mut finder, None)?;
    let mut outcome = Outcome::Clean;
    for failure in &project.failures {
        complain(failure);
        outcome = Outcome::Failed;
    }
    let findings = project.findings();
    if findings.iter().any(|it| it.lint == "internal-error") {
        outcome = Outcome::Internal;
    }
    let mut graph = UnitGraph::new(&project.reports(), &findings);
    if args.system || args.user {
        let is_user = |it: &UnitNode| matches!(it.manager, UnitManager::User | UnitManager::Home);
        graph.retain(|it| is_user(it) == args.user);
    }
    if let Some(name) = &args.focus
        && !graph.focus(name, args.depth)
    {
        let message = format!("no unit is called `{name}` here");
        let help = "units have their suffix, as in `nginx.service`";
        return Err(Error::Usage { message, help: Some(help.to_owned()) }.into());
    }
    let files = FileStore::new(project.sources(&Texts::new()));
    let picture = Picture { graph, findings: &findings, files: &files };
    let drawn = match args.format {
        UnitsFormat::Text => text::text(&picture),
        UnitsFormat::Dot => dot::dot(&picture),
        UnitsFormat::Mermaid => mermaid::mermaid(&picture),
        UnitsFormat::Svg => svg::svg(&picture),
    };
    deliver(args.output_file.as_deref(), drawn.as_bytes())?;
    Ok(outcome)
}

/// What is drawn.
struct Picture<'a> {
    graph: UnitGraph,
    findings: &'a [Diagnostic],
    files: &'a FileStore,
}

/// How a unit or relation stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Plain,
    Hint,
    Wrong,
}

impl Picture<'_> {
    fn name(&self, number: usize) -> String {
        one_line(&self.graph.nodes[number].name)
    }

    fn mark(&self, findings: &[usize]) -> Mark {
        let marks = findings.iter().map(|&index| match self.findings[index].severity {
            Severity::Hint => Mark::Hint,
            _ => Mark::Wrong,
        });
        marks.max().unwrap_or(Mark::Plain)
    }

    fn edge_mark(&self, edge: &UnitEdge) -> Mark {
        match edge.is_in_cycle {
            true => Mark::Wrong,
            false => self.mark(&edge.findings),
        }
    }

    /// `hosts/a.nix:3`
    fn place(&self, place: &UnitPlace) -> String {
        let line = self.files.position(place.file, place.range.start()).line;
        format!("{}:{line}", one_line(self.files.name(place.file)))
    }

    fn places(&self, places: &[UnitPlace]) -> String {
        places.iter().map(|it| self.place(it)).collect::<Vec<_>>().join(", ")
    }

    /// `warning[lint] hosts/a.nix:3: message`
    fn finding(&self, index: usize) -> String {
        let Diagnostic { file, range, severity, lint, message, .. } = &self.findings[index];
        let place = self.place(&UnitPlace { file: *file, range: *range });
        format!("{}[{lint}] {place}: {}", severity.name(), one_line(message))
    }

    /// What is to know of a unit beside its name: `user`, `perhaps off`.
    fn remarks(&self, node: &UnitNode) -> Vec<&'static str> {
        let mut remarks = Vec::new();
        match node.manager {
            UnitManager::System => {}
            UnitManager::Initrd => remarks.push("initial ramdisk"),
            UnitManager::User => remarks.push("user"),
            UnitManager::Home => remarks.push("home-manager"),
        }
        if node.may_be_off {
            remarks.push("perhaps off");
        }
        if node.is_computed {
            remarks.push("computed name");
        }
        remarks
    }

    /// A unit in full, one thing a line.
    fn node_title(&self, number: usize) -> String {
        let node = &self.graph.nodes[number];
        let mut lines = vec![self.name(number)];
        lines.extend(self.remarks(node).iter().map(|it| (*it).to_owned()));
        match node.is_defined {
            true => lines.push(self.places(&node.places)),
            false => lines.push("only named here".to_owned()),
        }
        lines.extend(node.findings.iter().map(|&index| self.finding(index)));
        lines.join("\n")
    }

    /// A relation in full, one thing a line.
    fn edge_title(&self, edge: &UnitEdge) -> String {
        let (from, to) = (self.name(edge.from), self.name(edge.to));
        let condition = if edge.is_conditional { ", perhaps" } else { "" };
        let places = self.places(&edge.places);
        let mut lines = vec![format!("{from} {:?} {to}{condition} ({places})", edge.kind)];
        if edge.is_in_cycle {
            lines.push("in a circle of units that wait for each other".to_owned());
        }
        lines.extend(edge.findings.iter().map(|&index| self.finding(index)));
        lines.join("\n")
    }
}

/// The text in one line without control characters.
fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
