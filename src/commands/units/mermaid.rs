//! Mermaid's flow charts.

use super::shapes::Shape;
use super::{Mark, Picture};

pub(super) fn mermaid(picture: &Picture<'_>) -> String {
    let mut out = String::from(
        "flowchart LR\n  classDef wrong stroke:#cf222e,stroke-width:3px\n  classDef hint stroke:#bf8700\n  classDef named stroke-dasharray:4 3\n",
    );
    for (number, node) in picture.graph.nodes.iter().enumerate() {
        let mut parts = vec![escaped(&picture.name(number))];
        parts.extend(picture.remarks(node).iter().map(|it| escaped(it)));
        let class = match picture.mark(&node.findings) {
            Mark::Wrong => ":::wrong",
            Mark::Hint => ":::hint",
            Mark::Plain if !node.is_defined => ":::named",
            Mark::Plain => "",
        };
        out.push_str(&format!("  n{number}[\"{}\"]{class}\n", parts.join("<br>")));
    }
    let mut wrong = Vec::new();
    for (index, edge) in picture.graph.edges.iter().enumerate() {
        let arrow = match Shape::of(edge.kind) {
            Shape::Require => "==>",
            Shape::Want => "-->",
            _ => "-.->",
        };
        out.push_str(&format!("  n{} {arrow}|{:?}| n{}\n", edge.from, edge.kind, edge.to));
        if picture.edge_mark(edge) == Mark::Wrong {
            wrong.push(index.to_string());
        }
    }
    if !wrong.is_empty() {
        out.push_str(&format!("  linkStyle {} stroke:#cf222e,stroke-width:3px\n", wrong.join(",")));
    }
    out
}

/// Text between quotes: what Mermaid, Markdown or HTML would read as something else is a number.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for it in text.chars() {
        match it {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '*' | '_' | ';' => {
                out.push_str(&format!("#{};", it as u32));
            }
            _ => out.push(it),
        }
    }
    out
}
