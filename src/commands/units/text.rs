//! A list of units, each with its relations and findings.

use super::Picture;

pub(super) fn text(picture: &Picture<'_>) -> String {
    let graph = &picture.graph;
    let mut of_node = vec![Vec::new(); graph.nodes.len()];
    for edge in &graph.edges {
        of_node[edge.from].push(edge);
    }
    let mut out = String::new();
    for (number, node) in graph.nodes.iter().enumerate() {
        if !node.is_defined && of_node[number].is_empty() {
            continue;
        }
        out.push_str(&picture.name(number));
        let remarks = picture.remarks(node);
        if !remarks.is_empty() {
            out.push_str(&format!(" ({})", remarks.join(", ")));
        }
        if node.is_defined {
            out.push_str(&format!("  {}", picture.places(&node.places)));
        }
        out.push('\n');
        for edge in &of_node[number] {
            let condition = if edge.is_conditional { " perhaps" } else { "" };
            let circle = if edge.is_in_cycle { "  in a circle" } else { "" };
            let (to, places) = (picture.name(edge.to), picture.places(&edge.places));
            out.push_str(&format!("  {:?} {to}{condition}  {places}{circle}\n", edge.kind));
        }
        let of_edges = of_node[number].iter().flat_map(|edge| &edge.findings);
        let mut findings: Vec<usize> = node.findings.iter().chain(of_edges).copied().collect();
        findings.sort_unstable();
        findings.dedup();
        for index in findings {
            out.push_str(&format!("  ! {}\n", picture.finding(index)));
        }
    }
    out
}
