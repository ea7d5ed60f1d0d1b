//! Sentences about one unit.

use super::UnitGraph;
use crate::unit_files::EdgeKind;

/// As many units as one sentence names.
const NAMED: usize = 12;

impl UnitGraph {
    /// Who starts the unit with this number and what it waits for, as Markdown: a line with its name,
    /// and a list of sentences. Nothing follows the name if the files say no relation of it.
    pub fn describe(&self, number: usize) -> String {
        let mut starters = Vec::new();
        let mut starts = Vec::new();
        let mut awaited = Vec::new();
        let mut waiting = Vec::new();
        let mut stops = Vec::new();
        for edge in self.edges.iter().filter(|it| it.from != it.to) {
            let is_from = edge.from == number;
            if !is_from && edge.to != number {
                continue;
            }
            let other = &self.nodes[if is_from { edge.to } else { edge.from }].name;
            let condition = if edge.is_conditional { ", perhaps" } else { "" };
            if let Some(how) = how_it_starts(edge.kind) {
                let list = if is_from { &mut starts } else { &mut starters };
                list.push(format!("{} ({how}{condition})", code(other)));
            }
            let condition = if edge.is_conditional { " (perhaps)" } else { "" };
            if matches!(edge.kind, EdgeKind::BindsTo | EdgeKind::PartOf) && is_from {
                stops.push(format!("{}{condition}", code(other)));
            }
            // That a timer comes before what it starts goes without saying.
            if edge.kind != EdgeKind::Triggers
                && let Some((waits, _)) = edge.order()
            {
                let list = if waits == number { &mut awaited } else { &mut waiting };
                list.push(format!("{}{condition}", code(other)));
            }
        }
        let mut text = format!("**{}**", code(&self.nodes[number].name));
        let mut say = |what: &str, units: Vec<String>| {
            if !units.is_empty() {
                text.push_str(&format!("\n- {what} {}", listed(&units)));
            }
        };
        say("is started by", starters);
        say("starts", starts);
        say("waits for", awaited);
        say("is waited for by", waiting);
        say("stops with", stops);
        let is_in_cycle = |it: &&super::UnitEdge| {
            it.is_in_cycle && it.order().is_some_and(|(one, two)| one == number || two == number)
        };
        if self.edges.iter().any(|it| is_in_cycle(&it)) {
            text.push_str("\n- is in a circle of units that wait for each other: systemd leaves one of them out when they start together");
        }
        text
    }
}

/// How a relation makes its second unit start.
fn how_it_starts(kind: EdgeKind) -> Option<&'static str> {
    Some(match kind {
        EdgeKind::Wants => "wants",
        EdgeKind::Requires => "requires",
        EdgeKind::BindsTo => "binds to",
        EdgeKind::Upholds => "upholds",
        EdgeKind::OnFailure => "on failure",
        EdgeKind::OnSuccess => "on success",
        EdgeKind::Triggers => "triggers",
        EdgeKind::Requisite
        | EdgeKind::PartOf
        | EdgeKind::Conflicts
        | EdgeKind::After
        | EdgeKind::Before => return None,
    })
}

/// Code in Markdown, whatever is in the text.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

fn listed(units: &[String]) -> String {
    let shown = &units[..units.len().min(NAMED)];
    match units.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{}, and {more} more", shown.join(", ")),
    }
}
