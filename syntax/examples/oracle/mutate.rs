//! Programs made from seeds by small changes.

use std::path::{Path, PathBuf};

use cfglint_syntax::lex;

use crate::Program;

/// `count` programs, the same for the same `seed`.
pub(crate) fn programs(folder: &Path, count: usize, seed: u64) -> Vec<Program> {
    let seeds = read_seeds(folder);
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let program = |number| {
        let bytes = mutate(&seeds, &mut random).into_bytes();
        Program { name: format!("program {number}"), bytes }
    };
    (0..count).map(program).collect()
}

fn read_seeds(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder of seeds can be read");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Texts that are worth inserting besides the tokens of the seeds.
const EXTRA: &[&str] = &[
    "or",
    "rec {",
    "let {",
    "let",
    "in",
    "inherit",
    "inherit (x)",
    "...",
    "@",
    "${",
    "}",
    "''",
    "\"",
    "''$",
    "$${",
    "/*",
    "*/",
    "#\r",
    "\r",
    "\t",
    "8.x",
    "1.",
    ".5",
    "~/",
    "./",
    "/",
    "//",
    "a/",
    "a//b",
    "<a>",
    "<a",
    "a:b",
    "a:",
    ":",
    "?",
    "? a",
    ".a",
    ". or",
    "or 1",
    "|>",
    "<|",
    "->",
    "!",
    "-",
    "==",
    "<",
    "++",
    "with x;",
    "assert 1;",
    "if",
    "then",
    "else",
    "\\",
    "$",
    "'",
    "%",
    "&",
    "\u{e4}",
    "__curPos",
    "__sub",
    "99999999999999999999",
    "1.0e999",
    "\"a\".b",
    "${\"a\"}",
    "a.b.c = 1;",
    "inherit a;",
    "{ }:",
    "{ a }:",
    "a@",
    "x: ",
    "\0",
    "\u{feff}",
    "'' '",
    "'''",
    "''\\",
    "$''",
    "\\\"",
    "./a",
    "/b",
    "//b",
    "a//",
    "a/b//c${x}",
    "/.",
    "a/${x}/",
    "_",
    "a_b:c",
    "1/2",
    "1.5.5",
    "0.",
    "00.5",
    "1e5",
    "9223372036854775808",
    "let { body = 1; }",
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    "=",
    ".",
    "a b",
    "null",
    "builtins",
    "__getFlake",
    "__unknown",
    "inherit (x) \"a\";",
    "inherit ${x};",
    "a = { b = 1; };",
    "a.b = rec { };",
    "${x} = 1;",
    "\"${x}\" = 1;",
];

/// One program: a seed, or an expression out of one, with one to three changes.
///
/// In a short program a change is more often harmless or near to it. An expression out of its place
/// has lost the definitions around it, so it stands under `with`.
fn mutate(seeds: &[String], random: &mut Random) -> String {
    let seed = &seeds[random.below(seeds.len())];
    let mut tokens: Vec<String> = match random.below(2) {
        0 => tokens_of(seed),
        _ => tokens_of(&format!("with {{ }}; {}", expression_of(seed, random))),
    };
    for _ in 0..=random.below(3) {
        let at = random.below(tokens.len());
        match random.below(5) {
            0 => {
                tokens.remove(at);
            }
            1 => tokens.insert(at, tokens[at].clone()),
            2 => {
                let other = random.below(tokens.len());
                tokens.swap(at, other);
            }
            3 => {
                let donor = tokens_of(&seeds[random.below(seeds.len())]);
                tokens.insert(at, donor[random.below(donor.len())].clone());
            }
            _ => tokens.insert(at, EXTRA[random.below(EXTRA.len())].to_owned()),
        }
        if tokens.is_empty() {
            break;
        }
    }
    tokens.concat()
}

fn tokens_of(text: &str) -> Vec<String> {
    let lexed = lex(text);
    (0..lexed.kinds.len() - 1).map(|index| text[lexed.range(index)].to_owned()).collect()
}

fn expression_of<'s>(seed: &'s str, random: &mut Random) -> &'s str {
    let parse = cfglint_syntax::parse(seed);
    let ranges: Vec<_> = parse
        .root()
        .descendants()
        .filter(|node| node.kind().is_expr())
        .map(|node| node.range())
        .collect();
    &seed[ranges[random.below(ranges.len())]]
}

/// A small generator with a fixed sequence for each seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound.max(1)
    }
}
