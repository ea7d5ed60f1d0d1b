//! A picture for browsers. It has a background of its own, and takes the browser's dark colours.

use std::collections::BTreeMap;

use cfglint_lints::unit_files::{EdgeKind, UnitEdge};
use quick_xml::escape::escape;

use super::shapes::Shape;
use super::{Mark, Picture, one_line};
use crate::layout::{Point, Rect, layered};

const MARGIN: f64 = 24.0;
/// The advance of a character of the font, for names and for what is below them.
const ADVANCE: (f64, f64) = (7.8, 6.6);
const ROW: f64 = 30.0;
const TALL_ROW: f64 = 44.0;
/// Between lines that join the same two units.
const LANE: f64 = 5.0;
const LEGEND: f64 = 48.0;
/// The least width for units without relations.
const WIDTH: f64 = 1100.0;

const STYLE: &str = "\
text{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;font-size:13px;fill:#1f2328}\
.small{font-size:11px;fill:#59636e}\
.ground{fill:#ffffff}\
.unit rect{fill:#f6f8fa;stroke:#59636e;stroke-width:1.2}\
.named rect{fill:none;stroke:#afb8c1;stroke-dasharray:4 3}.named text{fill:#6e7781}\
.hint rect{fill:#fff8c5;stroke:#9a6700;stroke-width:1.6}\
.wrong rect{fill:#ffebe9;stroke:#cf222e;stroke-width:2.2}.wrong .small{fill:#a40e26}\
path{fill:none;stroke:#0550ae;stroke-width:1.4}\
.require path{stroke:#1f2328;stroke-width:2.8}\
.trigger path{stroke:#8250df;stroke-dasharray:11 4}\
.outcome path{stroke:#953800;stroke-dasharray:5 3}\
.part-of path{stroke:#59636e;stroke-dasharray:11 3 2 3}\
.conflict path{stroke:#953800;stroke-dasharray:2 2 8 2}\
.order path{stroke:#1a7f37;stroke-dasharray:1.5 4;stroke-linecap:round}\
path.head{stroke-dasharray:none;stroke-width:1.4}\
.light path{opacity:.55}\
.wrong path{stroke:#cf222e;stroke-width:2.8}.hint path{stroke:#9a6700}\
g.edge:hover path{stroke-width:4}\
@media(prefers-color-scheme:dark){\
text{fill:#e6edf3}.small,.named text{fill:#9198a1}.ground{fill:#0d1117}\
.unit rect{fill:#161b22;stroke:#9198a1}.named rect{fill:none;stroke:#59636e}\
.hint rect{fill:#2e2a1f;stroke:#d29922}.wrong rect{fill:#3c1618;stroke:#f85149}.wrong .small{fill:#ff7b72}\
path{stroke:#58a6ff}.require path{stroke:#e6edf3}.trigger path{stroke:#bc8cff}\
.outcome path,.conflict path{stroke:#f0883e}.part-of path{stroke:#9198a1}.order path{stroke:#3fb950}\
.wrong path{stroke:#f85149}.hint path{stroke:#d29922}}";

/// The relations of one shape and direction between two units, which are one line.
type Lanes<'a> = BTreeMap<(Shape, bool), Vec<&'a UnitEdge>>;

pub(super) fn svg(picture: &Picture<'_>) -> String {
    let graph = &picture.graph;
    let mut bundles: BTreeMap<(usize, usize), Lanes<'_>> = BTreeMap::new();
    let mut links: Vec<(usize, usize)> = Vec::new();
    let mut order: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|it| it.from != it.to) {
        let (from, to) = ends(edge);
        let pair = (from.min(to), from.max(to));
        order.entry(pair).or_insert_with(|| {
            links.push((from, to));
            links.len() - 1
        });
        let lanes = bundles.entry(pair).or_default();
        lanes.entry((Shape::of(edge.kind), from > to)).or_default().push(edge);
    }
    let is_joined = joined(graph.nodes.len(), &links);
    let members: Vec<usize> = (0..graph.nodes.len()).filter(|it| is_joined[*it]).collect();
    let mut place = vec![0; graph.nodes.len()];
    for (index, &number) in members.iter().enumerate() {
        place[number] = index;
    }
    let sizes: Vec<(f64, f64)> = members.iter().map(|&number| size(picture, number)).collect();
    let inner: Vec<(usize, usize)> =
        links.iter().map(|&(from, to)| (place[from], place[to])).collect();
    let layout = layered(&sizes, &inner);
    let top = MARGIN + LEGEND;
    let shift = |it: &Point| Point { x: it.x + MARGIN, y: it.y + top };
    let mut lines = String::new();
    let mut marked = String::new();
    for (pair, lanes) in &bundles {
        let index = order[pair];
        let route: Vec<Point> = layout.routes[index].iter().map(shift).collect();
        let is_down = links[index].0 < links[index].1;
        for (lane, ((shape, is_back), edges)) in lanes.iter().enumerate() {
            let offset = (lane as f64 - (lanes.len() - 1) as f64 / 2.0) * LANE;
            let mut route: Vec<Point> =
                route.iter().map(|it| Point { y: it.y + offset, ..*it }).collect();
            if *is_back == is_down {
                route.reverse();
            }
            // What is marked is drawn over the others.
            let mark = edges.iter().map(|it| picture.edge_mark(it)).max().unwrap_or(Mark::Plain);
            let out = if mark == Mark::Plain { &mut lines } else { &mut marked };
            line(picture, *shape, mark, edges, &route, out);
        }
    }
    let mut boxes = String::new();
    for (&number, at) in members.iter().zip(&layout.boxes) {
        let at = Rect { x: at.x + MARGIN, y: at.y + top, ..*at };
        unit(picture, number, &at, &mut boxes);
    }
    let mut width = layout.width;
    let mut bottom = top + layout.height;
    let alone: Vec<usize> = (0..graph.nodes.len()).filter(|it| !is_joined[*it]).collect();
    if !alone.is_empty() {
        let (wide, low) = grid(picture, &alone, width.max(WIDTH), bottom + MARGIN, &mut boxes);
        (width, bottom) = (width.max(wide), low);
    }
    let legend = legend(&bundles, &mut width);
    let (width, height) = ((width + 2.0 * MARGIN).ceil(), (bottom + MARGIN).ceil());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>Units and their relations</title>\n<style>{STYLE}</style>\n\
         <rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n\
         {legend}{lines}{marked}{boxes}</svg>\n"
    )
}

/// From where to where the line of a relation goes: from what waits to what it waits for.
fn ends(edge: &UnitEdge) -> (usize, usize) {
    match edge.kind {
        EdgeKind::Before => (edge.to, edge.from),
        _ => (edge.from, edge.to),
    }
}

fn joined(count: usize, links: &[(usize, usize)]) -> Vec<bool> {
    let mut is_joined = vec![false; count];
    for &(from, to) in links {
        (is_joined[from], is_joined[to]) = (true, true);
    }
    is_joined
}

/// What stands below the name.
fn below(picture: &Picture<'_>, number: usize) -> String {
    let node = &picture.graph.nodes[number];
    let mut parts: Vec<String> = picture.remarks(node).iter().map(|it| (*it).to_owned()).collect();
    if !node.findings.is_empty() {
        parts.push(crate::render::counted(node.findings.len(), "finding"));
    }
    parts.join(", ")
}

/// How many columns of the font a text takes; letters of East Asian scripts take two.
fn columns(text: &str) -> f64 {
    text.chars().map(|it| if it >= '\u{1100}' { 2.0 } else { 1.0 }).sum()
}

fn size(picture: &Picture<'_>, number: usize) -> (f64, f64) {
    let below = below(picture, number);
    let name = columns(&picture.name(number)) * ADVANCE.0;
    let width = name.max(columns(&below) * ADVANCE.1) + 24.0;
    (width.ceil(), if below.is_empty() { ROW } else { TALL_ROW })
}

fn unit(picture: &Picture<'_>, number: usize, at: &Rect, out: &mut String) {
    let node = &picture.graph.nodes[number];
    let mut class = String::from("unit");
    match picture.mark(&node.findings) {
        Mark::Wrong => class.push_str(" wrong"),
        Mark::Hint => class.push_str(" hint"),
        Mark::Plain if !node.is_defined => class.push_str(" named"),
        Mark::Plain => {}
    }
    let Rect { x, y, width, height } = *at;
    // Targets are round.
    let corner = if node.name.ends_with(".target") { ROW / 2.0 } else { 4.0 };
    let (name, below) = (picture.name(number), below(picture, number));
    let length = columns(&name) * ADVANCE.0;
    out.push_str(&format!(
        "<g class=\"{class}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{corner}\"/>\
         <text x=\"{}\" y=\"{}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
        xml(&picture.node_title(number)),
        x + 12.0,
        y + 20.0,
        xml(&name),
    ));
    if !below.is_empty() {
        let (x, y) = (x + 12.0, y + 36.0);
        out.push_str(&format!("<text class=\"small\" x=\"{x}\" y=\"{y}\">{}</text>", xml(&below)));
    }
    out.push_str("</g>\n");
}

fn line(
    picture: &Picture<'_>,
    shape: Shape,
    mark: Mark,
    edges: &[&UnitEdge],
    route: &[Point],
    out: &mut String,
) {
    let (Some(first), Some(last)) = (route.first(), route.last()) else { return };
    let nodes = &picture.graph.nodes;
    let is_light = edges.iter().any(|it| {
        [it.from, it.to]
            .iter()
            .any(|&it| !nodes[it].is_defined && nodes[it].name.ends_with(".target"))
    });
    let class = match mark {
        Mark::Wrong => " wrong",
        Mark::Hint => " hint",
        Mark::Plain if is_light => " light",
        Mark::Plain => "",
    };
    let mut path = format!("M{} {}", first.x, first.y);
    for (index, pair) in route.windows(2).enumerate() {
        let (a, b) = (pair[0], pair[1]);
        match index % 2 {
            0 => path.push_str(&format!("H{}", b.x)),
            _ => {
                let middle = (a.x + b.x) / 2.0;
                path.push_str(&format!("C{middle} {} {middle} {} {} {}", a.y, b.y, b.x, b.y));
            }
        }
    }
    let before = route.get(route.len().wrapping_sub(2)).unwrap_or(first);
    let back = if last.x >= before.x { -7.0 } else { 7.0 };
    let head = format!(
        "M{0} {1}L{2} {3}L{0} {4}",
        last.x + back,
        last.y - 3.5,
        last.x,
        last.y,
        last.y + 3.5
    );
    let titles: Vec<String> = edges.iter().map(|it| picture.edge_title(it)).collect();
    out.push_str(&format!(
        "<g class=\"edge {}{class}\"><title>{}</title><path d=\"{path}\"/><path class=\"head\" d=\"{head}\"/></g>\n",
        shape.class(),
        xml(&titles.join("\n")),
    ));
}

/// What stands above units without relations.
const APART: &str = "without relations to others:";

/// Units without relations, row by row; what they take in width, and where they end.
fn grid(
    picture: &Picture<'_>,
    units: &[usize],
    width: f64,
    top: f64,
    out: &mut String,
) -> (f64, f64) {
    out.push_str(&format!(
        "<text class=\"small\" x=\"{MARGIN}\" y=\"{}\">{APART}</text>\n",
        top + 10.0
    ));
    let (mut x, mut y, mut wide, mut high) = (0.0, top + 22.0, columns(APART) * ADVANCE.1, 0.0_f64);
    for &number in units {
        let size = size(picture, number);
        if x > 0.0 && x + size.0 > width {
            (x, y, high) = (0.0, y + high + 12.0, 0.0);
        }
        unit(picture, number, &Rect { x: x + MARGIN, y, width: size.0, height: size.1 }, out);
        high = high.max(size.1);
        x += size.0;
        wide = wide.max(x);
        x += 14.0;
    }
    (wide, y + high)
}

/// The kinds of lines that there are.
fn legend(bundles: &BTreeMap<(usize, usize), Lanes<'_>>, width: &mut f64) -> String {
    let mut out = String::new();
    let mut x = MARGIN;
    let y = MARGIN + 8.0;
    let has = |shape: Shape| bundles.values().any(|it| it.keys().any(|key| key.0 == shape));
    for shape in Shape::ALL.into_iter().filter(|shape| has(*shape)) {
        let (text, class) = (one_line(shape.legend()), shape.class());
        let end = x + 44.0;
        out.push_str(&format!(
            "<g class=\"{class}\"><path d=\"M{x} {y}H{end}\"/><path class=\"head\" d=\"M{0} {1}L{end} {y}L{0} {2}\"/>\
             <text class=\"small\" x=\"{3}\" y=\"{4}\">{text}</text></g>\n",
            end - 7.0,
            y - 3.5,
            y + 3.5,
            end + 8.0,
            y + 4.0,
        ));
        x = end + 8.0 + columns(&text) * ADVANCE.1 + 24.0;
    }
    *width = width.max(x - MARGIN);
    out
}

/// Text in XML, without what no XML may have.
fn xml(text: &str) -> String {
    let is_allowed =
        |it: &char| *it == '\n' || (*it >= ' ' && !matches!(*it, '\u{fffe}' | '\u{ffff}'));
    escape(text.chars().filter(is_allowed).collect::<String>()).into_owned()
}
