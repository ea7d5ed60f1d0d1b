//! A long session of somebody who types without waiting: after every edit the server has the text
//! that the client has, and at every hundredth it says what a fresh run of the program says.
//!
//! `CFGLINT_SOAK` is how many edits are sent; `tests/run soak` sends 100,000.

mod compare;
mod desk;
mod edits;

use std::time::Instant;

use serde_json::{Value, json};

use super::client::Client;
use super::text::Unit;
use crate::chance::Chance;
use compare::{Mirror, Shown, pulled};
use desk::Desk;

/// How many edits are sent between two comparisons of findings.
const STRETCH: usize = 100;

/// How many times the memory is looked at.
const SAMPLES: usize = 40;

/// A question for the text, and what the client has.
struct Asked {
    id: i64,
    expected: Value,
}

fn edits() -> usize {
    let number = std::env::var("CFGLINT_SOAK").ok();
    number.map_or(3_000, |it| it.parse().expect("CFGLINT_SOAK is a number of edits"))
}

fn ready(unit: Unit, pulls: bool, desk: &Desk) -> Client {
    let mut client = Client::start();
    client.capabilities = json!({ "general": { "positionEncodings": [unit.name()] } });
    if pulls {
        client.capabilities["textDocument"] = json!({ "diagnostic": {} });
    }
    client.write("cfglint.toml", "");
    for file in &desk.files {
        client.write(&file.name, file.disk.as_deref().unwrap_or_default());
    }
    let result = client.initialize();
    assert_eq!(result["capabilities"]["positionEncoding"], unit.name());
    client
}

/// Asks for the text of a file.
fn ask(client: &mut Client, desk: &Desk, number: usize) -> Asked {
    let file = &desk.files[number];
    let expected = match &file.open {
        Some(open) => json!({ "version": open.version, "text": open.text }),
        None => Value::Null,
    };
    let params = json!({ "textDocument": { "uri": client.uri(&file.name) } });
    Asked { id: client.request("cfglint/text", params), expected }
}

/// The session; the answer is a line about it.
fn session(unit: Unit, pulls: bool, count: usize, seed: u64) -> String {
    let begin = Instant::now();
    let mut chance = Chance(seed);
    let mut desk = Desk::new(unit);
    let mut client = ready(unit, pulls, &desk);
    let (mut mirror, mut shown) = (Mirror::new(), Shown::default());
    let (mut texts, mut rounds, mut findings, mut broken) = (0, 0, 0, 0);
    let mut memory: Vec<u64> = Vec::new();
    while desk.edits < count {
        let end = desk.edits + STRETCH;
        let mut asked = Vec::new();
        while desk.edits < end {
            let number = desk.step(&mut client, &mut chance);
            asked.push(ask(&mut client, &desk, number));
        }
        for Asked { id, expected } in asked {
            assert_eq!(client.answer(id)["result"], expected, "seed {seed}, edit {}", desk.edits);
            texts += 1;
        }
        let expected = mirror.check(&desk);
        let found = pulled(&mut client, &desk);
        for file in &desk.files {
            let (found, expected) = (found.get(&file.name), expected.get(&file.name));
            let is_open = file.open.is_some();
            let (name, edit) = (&file.name, desk.edits);
            assert_eq!(found, expected, "{name}, open: {is_open}, seed {seed}, edit {edit}");
        }
        if !pulls {
            shown.comes_to(&mut client, &desk, &expected);
        }
        for answer in client.taken(|it| it.get("error").is_some()) {
            // That the document has moved on is an answer.
            assert_eq!(answer["error"]["code"], -32801, "{answer}");
        }
        client.taken(|_| true);
        rounds += 1;
        findings += expected.values().map(Vec::len).sum::<usize>();
        let is_broken =
            |found: &&Vec<String>| found.iter().any(|it| it.contains("\"syntax-error\""));
        broken += expected.values().filter(is_broken).count();
        if rounds % (count / STRETCH / SAMPLES).max(1) == 0 {
            memory.extend(client.memory());
        }
    }
    assert!(findings > 20 * rounds, "only {findings} findings were compared");
    let broken = broken * 100 / (rounds * desk.files.len());
    assert!((5..95).contains(&broken), "{broken} % of the files were broken");
    comes_to_rest(&memory, count);
    let at = |part: usize| memory.get(memory.len() * part / 4).copied().unwrap_or_default() / 1024;
    format!(
        "{}, {}: {} edits in {} s, {texts} texts and {rounds} times {findings} findings compared, \
         {broken} % of the files broken; memory in MiB after a quarter, half, three \
         quarters and all of it: {}, {}, {}, {}",
        unit.name(),
        if pulls { "pull" } else { "push" },
        desk.edits,
        begin.elapsed().as_secs(),
        at(1),
        at(2),
        at(3),
        memory.last().copied().unwrap_or_default() / 1024,
    )
}

/// A long session has no more memory at its end than in its middle, but for what chance and the
/// allocator make of it.
fn comes_to_rest(memory: &[u64], count: usize) {
    if count < 20_000 || memory.is_empty() {
        return;
    }
    let most = |part: &[u64]| part.iter().copied().max().unwrap_or_default();
    let (middle, end) = (memory.len() / 4, memory.len() * 3 / 4);
    let (before, after) = (most(&memory[middle..end]), most(&memory[end..]));
    assert!(after <= before + before / 20 + 2048, "memory grows: {memory:?}");
}

#[test]
fn random_edits_leave_the_text_of_the_client_and_the_findings_of_the_program() {
    let count = edits().div_ceil(3);
    let sessions = [(Unit::Utf16, false), (Unit::Utf8, true), (Unit::Utf32, false)];
    for (seed, (unit, pulls)) in (1..).zip(sessions) {
        println!("{}", session(unit, pulls, count, seed));
    }
}
