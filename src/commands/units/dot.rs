//! Graphviz's language.

use super::shapes::Shape;
use super::{Mark, Picture};

pub(super) fn dot(picture: &Picture<'_>) -> String {
    let mut out = String::from(
        "digraph units {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n  edge [fontname=\"monospace\", fontsize=10];\n",
    );
    for (number, node) in picture.graph.nodes.iter().enumerate() {
        let mut lines = vec![picture.name(number)];
        lines.extend(picture.remarks(node).iter().map(|it| (*it).to_owned()));
        let label = quoted(&lines.join("\n"));
        let tooltip = quoted(&picture.node_title(number));
        let style = if node.is_defined { "" } else { ", style=dashed, fontcolor=\"gray40\"" };
        let colour = colour(picture.mark(&node.findings));
        out.push_str(&format!("  n{number} [label={label}, tooltip={tooltip}{style}{colour}];\n"));
    }
    for edge in &picture.graph.edges {
        let style = match Shape::of(edge.kind) {
            Shape::Order => "dotted",
            Shape::Require => "bold",
            Shape::Want => "solid",
            _ => "dashed",
        };
        let tooltip = quoted(&picture.edge_title(edge));
        let colour = colour(picture.edge_mark(edge));
        out.push_str(&format!(
            "  n{} -> n{} [label=\"{:?}\", style={style}, tooltip={tooltip}{colour}];\n",
            edge.from, edge.to, edge.kind
        ));
    }
    out.push_str("}\n");
    out
}

fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "",
        Mark::Hint => ", color=\"darkgoldenrod\"",
        Mark::Wrong => ", color=\"red\", penwidth=2",
    }
}

/// A string in quotes. Graphviz reads `\n` as the end of a line.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
