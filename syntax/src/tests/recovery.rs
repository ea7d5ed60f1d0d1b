//! How much of a file is still understood while one token is missing.

use std::collections::BTreeMap;
use std::path::Path;

use super::parse_checked;
use crate::ast::{AstNode as _, Attr, AttrPath, Inherit};
use crate::{Node, SyntaxKind, TextRange, lex};

/// What is defined where: the whole attribute path from the root, `let` included as a step.
type Definitions = Vec<(String, TextRange)>;

#[test]
fn most_definitions_survive_a_missing_token() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/oracle/seeds");
    let entries = std::fs::read_dir(folder).expect("the folder of seeds can be read");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut total = Share::default();
    for path in &paths {
        let text = std::fs::read_to_string(path).expect("a seed is UTF-8");
        let share = share_of(&text);
        if share.all > 0 {
            let name = path.file_name().unwrap_or_default().display();
            println!("{:6.2} %  of {:5} definitions in {name}", share.percent(), share.all);
        }
        total.kept += share.kept;
        total.all += share.all;
    }
    println!("{:6.2} %  of {:5} definitions in all", total.percent(), total.all);
    assert!(total.all > 10_000, "the seeds have definitions");
    assert!(total.percent() >= 95.0, "only {:.2} % survive", total.percent());
}

#[derive(Default)]
struct Share {
    kept: usize,
    all: usize,
}

impl Share {
    fn percent(&self) -> f64 {
        100.0 * self.kept as f64 / self.all.max(1) as f64
    }
}

/// Deletes each token in turn and counts the definitions around it that are still there.
fn share_of(text: &str) -> Share {
    let before = definitions(text);
    let lexed = lex(text);
    let mut share = Share::default();
    for index in 0..lexed.kinds.len() - 1 {
        if lexed.kinds[index].is_trivia() {
            continue;
        }
        let token = lexed.range(index);
        let changed = [&text[..token.start().into()], &text[token.end().into()..]].concat();
        let mut after: BTreeMap<String, usize> = BTreeMap::new();
        for (path, _) in definitions(&changed) {
            *after.entry(path).or_insert(0) += 1;
        }
        let mut lost = Vec::new();
        for (path, range) in &before {
            if range.contains_range(token) {
                continue;
            }
            share.all += 1;
            match after.get_mut(path) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    share.kept += 1;
                }
                _ => lost.push(path.as_str()),
            }
        }
        if !lost.is_empty() && std::env::var_os("SHOW_LOST").is_some() {
            let line = text[..token.start().into()].matches('\n').count() + 1;
            println!("line {line}, without {:?}: lost {}", &text[token], lost.join(", "));
        }
    }
    share
}

fn definitions(text: &str) -> Definitions {
    let parse = parse_checked(text);
    let mut found = Vec::new();
    collect(parse.root(), "", &mut found);
    found
}

fn collect(node: Node<'_>, outer: &str, found: &mut Definitions) {
    let mut path = outer.to_owned();
    match node.kind() {
        SyntaxKind::BINDING => {
            if let Some(attrs) = node.children().find_map(AttrPath::cast) {
                attrs.attrs().for_each(|attr| step(&mut path, attr));
            }
            found.push((path.clone(), node.range()));
        }
        SyntaxKind::INHERIT => {
            for attr in Inherit::cast(node).into_iter().flat_map(Inherit::attrs) {
                let mut path = outer.to_owned();
                step(&mut path, attr);
                found.push((path, node.range()));
            }
        }
        SyntaxKind::LET_IN => path += "/let",
        _ => {}
    }
    for child in node.children() {
        // The body of `let` is outside of its definitions.
        let is_inside = node.kind() != SyntaxKind::LET_IN
            || matches!(child.kind(), SyntaxKind::BINDING | SyntaxKind::INHERIT);
        collect(child, if is_inside { &path } else { outer }, found);
    }
}

fn step(path: &mut String, attr: Attr<'_>) {
    path.push('/');
    match attr.name() {
        Some(name) => *path += &name,
        None => *path += "${}",
    }
}
