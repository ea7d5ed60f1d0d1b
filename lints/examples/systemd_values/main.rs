//! Answers for tests/systemd/values-run: reads lines of type of unit, section, directive and value
//! with tabs between, and writes for each `ok`, or the message.
//!
//! With `generate COUNT SEED` it writes such lines instead: values of every directive, some of them
//! right and most nearly so. A first column says for which version the answers are asked.

mod samples;

use std::io::{self, BufRead, Write};

use cfglint_lints::systemd::{
    Directive, UnitType, ValueType, Versions, directive, directives, errors,
};

use samples::{EVERYTHING, samples};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", count, seed] => {
            let count = count.parse().map_err(io::Error::other)?;
            generate(&mut out, count, seed.parse().map_err(io::Error::other)?)
        }
        [version] => {
            let version = version.parse().map_err(io::Error::other)?;
            answer(&mut out, Versions::only(version))
        }
        _ => Err(io::Error::other("usage: systemd_values VERSION | generate COUNT SEED")),
    }
}

fn answer(out: &mut impl Write, versions: Versions) -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let cells: Vec<&str> = line.splitn(4, '\t').collect();
        let [unit, section, name, text] = cells[..] else {
            return Err(io::Error::other(format!("not four columns: {line}")));
        };
        let unit = UnitType::ALL.iter().copied().find(|it| it.tag() == unit);
        let Some(known) = unit.and_then(|unit| directive(unit, section, name)) else {
            return Err(io::Error::other(format!("no such directive: {line}")));
        };
        match errors(known, text, versions).first() {
            None => writeln!(out, "ok")?,
            Some(error) => writeln!(out, "{}", error.message.replace('\n', " "))?,
        }
    }
    Ok(())
}

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// Writes `count` values for each directive.
fn generate(out: &mut impl Write, count: usize, seed: u64) -> io::Result<()> {
    let mut numbers = Numbers(seed);
    for unit in UnitType::ALL.iter().take(8).filter(|unit| **unit != UnitType::Path) {
        for section in unit.sections() {
            if *unit != UnitType::Service && matches!(section, "Unit" | "Install") {
                continue;
            }
            for known in directives(*unit, section).filter(|known| known.is_current()) {
                // Names of units in lists are read later, and not complained of by line.
                if matches!(known.value_type(), ValueType::Removed | ValueType::Units) {
                    continue;
                }
                for _ in 0..count {
                    let text = value(known, &mut numbers);
                    writeln!(out, "{}\t{section}\t{}\t{text}", unit.tag(), known.name())?;
                }
            }
        }
    }
    Ok(())
}

fn value(known: Directive, numbers: &mut Numbers) -> String {
    let words: Vec<&str> = known.words().map(|word| word.text).collect();
    let samples: Vec<&str> =
        samples(known.value_type()).split('|').filter(|it| !it.is_empty()).collect();
    let everything: Vec<&str> = EVERYTHING.split('|').collect();
    let mut text = match numbers.below(4) {
        0 | 1 if !words.is_empty() => numbers.pick(&words).replace("..", ""),
        3 => numbers.pick(&everything).to_owned(),
        _ if samples.is_empty() => numbers.pick(&everything).to_owned(),
        _ => numbers.pick(&samples).to_owned(),
    };
    if numbers.below(5) == 0 && !samples.is_empty() {
        text = format!("{text}{}{}", numbers.pick(&[" ", "", ":", ","]), numbers.pick(&samples));
    }
    for _ in 0..numbers.below(3).saturating_sub(numbers.below(2)) {
        let letters: Vec<char> = text.chars().collect();
        let at = numbers.below(letters.len() + 1);
        let (head, tail) = letters.split_at(at);
        let other = numbers
            .pick(&["a", "B", "0", "1", "9", " ", ":", "-", "%", "G", "~", ",", ".", "+", "s"]);
        text = head.iter().collect::<String>()
            + if numbers.below(2) == 0 { other } else { "" }
            + &tail.iter().skip(numbers.below(2)).collect::<String>();
    }
    text
}
