//! The targets of cargo-fuzz, with inputs that are the same each time. CONTRIBUTING.md tells how to look for
//! new ones; what was found stands in `tests/fuzz/found`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::chance::{Chance, PIECES};
use crate::sandbox::{own_modules, repository};

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "they are public to cargo-fuzz")]
mod targets;

/// What is put into seeds beside what is typed: what lints and settings look for.
const WORDS: &[&str] = &[
    "\0",
    "\u{1c}",
    "\r",
    "$",
    "..",
    "//",
    "?",
    "@",
    "-",
    "!",
    "\u{202e}",
    "let ",
    "with lib; ",
    "a: ",
    "{ ... }: ",
    "lib.mkIf c ",
    "lib.mkForce ",
    "lib.mkMerge ",
    "./a.nix",
    "imports = [ ./a.nix ./b.nix ];",
    "# cfglint: allow(all)\n",
    "# cfglint: allow(",
    "systemd.services.a.",
    "serviceConfig.",
    "\"daily\"",
    "18446744073709551616",
    "-1",
    "%",
    "%i",
    "*",
    ",",
    "~",
    "/",
    "..=",
    "µs",
    "infinity",
];

fn changed(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(16)).min(bytes.len());
        match chance.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = bytes[at..end].to_vec();
                let to = chance.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            2 if at < bytes.len() => bytes[at] = chance.below(256) as u8,
            3 => drop(bytes.splice(at..at, chance.one_of(PIECES).bytes())),
            _ => drop(bytes.splice(at..at, chance.one_of(WORDS).bytes())),
        }
    }
    bytes
}

/// The seeds of a target, and what was found with it earlier.
fn files(folder: &Path, found: &mut Vec<Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    paths.sort();
    found.extend(paths.iter().map(|path| fs::read(path).unwrap()));
}

fn pass(target: &str, run: fn(&[u8]), mut seeds: Vec<Vec<u8>>, count: usize) {
    files(&repository().join("tests/fuzz/found").join(target), &mut seeds);
    assert!(seeds.len() > 10, "{target} has too few seeds");
    // For cargo-fuzz, which begins with them.
    if let Some(folder) = std::env::var_os("CFGLINT_SEEDS") {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(number.to_string()), seed).unwrap();
        }
    }
    let mut chance = Chance(target.len() as u64);
    for seed in &seeds {
        run(seed);
    }
    for number in 0..count {
        let input = changed(&seeds[number % seeds.len()], &mut chance);
        let outcome = std::panic::catch_unwind(|| run(&input));
        assert!(outcome.is_ok(), "{target} fails with {:?}", String::from_utf8_lossy(&input));
    }
}

fn modules() -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> =
        own_modules().iter().map(|name| fs::read(repository().join(name)).unwrap()).collect();
    files(&repository().join("tests/oracle/seeds"), &mut found);
    files(&repository().join("tests/model/cases"), &mut found);
    found.retain(|seed| seed.len() < 4000);
    found
}

/// Several modules as one input.
fn projects() -> Vec<Vec<u8>> {
    let modules = modules();
    let pairs = modules.windows(2).map(|pair| {
        let imports = b"{ imports = [ ./a.nix ./b.nix ]; }";
        [imports, &*pair[0], &*pair[1]].join(&b"\x1c"[..])
    });
    pairs.collect()
}

#[test]
fn syntax() {
    pass("syntax", targets::syntax, modules(), 4000);
}

#[test]
fn model() {
    pass("model", targets::model, modules(), 1000);
}

#[test]
fn lints() {
    pass("lints", targets::lints, projects(), 300);
}

#[test]
fn fixes() {
    pass("fixes", targets::fixes, projects(), 150);
}

fn tables() -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    files(&repository().join("tests/reports/settings/good"), &mut found);
    files(&repository().join("tests/reports/settings/bad"), &mut found);
    found
}

#[test]
fn settings() {
    pass("settings", targets::settings, tables(), 4000);
}

/// Each directive with some values.
fn assignments() -> Vec<Vec<u8>> {
    const VALUES: &[&str] = &[
        "",
        "yes",
        "1.5h 30s",
        "Mon..Fri *-*-~1 00/2:00 UTC",
        "-/run/a b",
        "@/bin/a a \"b c\" $D ${E} ; x",
        "~@system-service",
        "[::1]:80",
        "10.0.0.0/8 any",
        "CAP_KILL",
        "a=%i 'b=c d'",
        "64M",
        "char-* rw",
        "50%",
        "|!/path",
        "*/15 0 * * 1",
    ];
    let table =
        fs::read_to_string(repository().join("lints/data/systemd-unit-directives.tsv")).unwrap();
    let names = table.lines().skip(1).filter_map(|line| line.split('\t').next());
    let kinds = (0..10_u8).cycle();
    let seeds = names.zip(kinds).zip(VALUES.iter().cycle());
    seeds
        .map(|((name, kind), value)| [&[kind], format!("{name}={value}").as_bytes()].concat())
        .collect()
}

#[test]
fn values() {
    pass("values", targets::values, assignments(), 20_000);
}

/// A document, edits, questions and noise.
fn conversations() -> Vec<Vec<u8>> {
    let steps: &[&[u8]] = &[
        b"\x04\x00\x02\x00\x09a.b = 1;\0",
        b"\x05\x00\x00\x01\x00\0",
        b"\x02\x00\x07\x00\x05\x00\x01\x00\x30x\0",
        b"\x03\x00\x01\x00\x05\x00\x00\x00\x10\0",
        b"\x01$/cancelRequest\0{\"id\":1001}\0",
        b"\x00{\"jsonrpc\":\"2.0\",\"id\":[],\"method\":7}\0",
        b"\x01workspace/symbol\0{\"query\":\"a\"}\0",
    ];
    let steps = steps.iter().cycle();
    let texts = modules().into_iter().map(|mut text| {
        text.retain(|byte| *byte != 0);
        text.push(0);
        text
    });
    texts
        .enumerate()
        .map(|(at, text)| {
            [text, steps.clone().skip(at).take(9).copied().collect::<Vec<_>>().concat()].concat()
        })
        .collect()
}

#[test]
fn server() {
    pass("server", targets::server, conversations(), 150);
}

/// A module, and pieces that are typed into it.
fn typing() -> Vec<Vec<u8>> {
    let steps: &[&[u8]] =
        &[b"\x00\x40\x00;\0", b"\x00\x41\x01\0", b"\x01\x10\x03 a.b = 1;\0", b"\x00\x80\x02{\0"];
    let texts = modules().into_iter().map(|mut text| {
        text.retain(|byte| *byte != 0);
        text.push(0);
        [text, steps.concat()].concat()
    });
    texts.collect()
}

#[test]
fn changes() {
    pass("changes", targets::changes, typing(), 600);
}
