//! Compares accept and reject with a real Nix on mutated programs.
//!
//! `oracle SEEDS COUNT SEED NIX…`: makes COUNT programs from the files in SEEDS by deleting,
//! doubling, swapping and inserting tokens, lets the command NIX… read each, and prints those on
//! which it disagrees with cfglint. Exits with 1 if there are any.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cfglint_syntax::lex;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seeds, count, seed, nix @ ..] = arguments.as_slice() else {
        eprintln!("usage: oracle SEEDS COUNT SEED NIX...");
        return ExitCode::from(2);
    };
    let (Ok(count), Ok(seed)) = (count.parse::<usize>(), seed.parse::<u64>()) else {
        eprintln!("COUNT and SEED must be numbers");
        return ExitCode::from(2);
    };
    let seeds = read_seeds(Path::new(seeds));
    let mut random = Random(seed | 1);
    let programs: Vec<String> = (0..count).map(|_| mutate(&seeds, &mut random)).collect();
    let folder = std::env::temp_dir().join(format!("cfglint-oracle-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    let next = AtomicUsize::new(0);
    let disagreements = Mutex::new(BTreeMap::new());
    let accepted = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let file = folder.join(format!("{thread}.nix"));
            let (next, disagreements, programs, accepted) =
                (&next, &disagreements, &programs, &accepted);
            scope.spawn(move || {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let theirs = nix_accepts(nix, &file, program);
                    let ours = we_accept(program);
                    accepted.fetch_add(usize::from(theirs), Ordering::Relaxed);
                    if ours != theirs
                        && let Ok(mut list) = disagreements.lock()
                    {
                        list.insert(program.clone(), theirs);
                    }
                }
            });
        }
    });
    std::fs::remove_dir_all(&folder).ok();
    let disagreements = disagreements.into_inner().unwrap_or_default();
    for (program, theirs) in &disagreements {
        println!("--- Nix {} this:\n{program}", if *theirs { "reads" } else { "refuses" });
    }
    let accepted = accepted.into_inner();
    println!(
        "{count} programs, {accepted} of them read by Nix, {} disagreements",
        disagreements.len()
    );
    ExitCode::from(u8::from(!disagreements.is_empty()))
}

fn read_seeds(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder of seeds can be read");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn we_accept(text: &str) -> bool {
    let parse = cfglint_syntax::parse(text);
    let problems = cfglint_syntax::check(text, &parse);
    problems.syntax.is_empty() && problems.undefined.is_empty()
}

fn nix_accepts(nix: &[String], file: &Path, program: &str) -> bool {
    std::fs::write(file, program).expect("the temporary file can be written");
    let (name, arguments) = nix.split_first().expect("a command for Nix is given");
    let status = Command::new(name)
        .args(arguments)
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("Nix can be started").success()
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
];

/// One program: a seed, or a part of one, with one to three changes.
fn mutate(seeds: &[String], random: &mut Random) -> String {
    let seed = &seeds[random.below(seeds.len())];
    let mut tokens: Vec<String> = tokens_of(seed);
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
