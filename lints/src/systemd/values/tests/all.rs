//! Every directive there is, and every word it takes.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::check;
use crate::systemd::{
    Availability, Directive, UnitType, ValueType, Versions, directive, directives, errors, nearest,
};

/// Every directive of units that is not deprecated or gone, with its type of unit and section.
fn current() -> Vec<(UnitType, &'static str, Directive)> {
    let mut all = Vec::new();
    for unit in &UnitType::ALL[..10] {
        for section in unit.sections() {
            // These two are the same in all units.
            if *unit != UnitType::Service && matches!(section, "Unit" | "Install") {
                continue;
            }
            let current = directives(*unit, section).filter(|directive| directive.is_current());
            all.extend(current.map(|directive| (*unit, section, directive)));
        }
    }
    assert!(all.len() > 1_300, "{}", all.len());
    all
}

#[test]
fn every_directive_takes_each_of_its_words() {
    let newest = Versions::only(Versions::NEWEST);
    let mut count = 0;
    for (unit, section, directive) in current() {
        assert_eq!(directive.availability(newest), Availability::Current);
        assert_eq!(
            super::super::super::directive(unit, section, directive.name()),
            Some(directive)
        );
        // Their words are those of a part of the value.
        let value_type = directive.value_type();
        if matches!(
            value_type,
            ValueType::BpfProgram
                | ValueType::NftSets
                | ValueType::OpenFile
                | ValueType::Unit
                | ValueType::Units
        ) {
            continue;
        }
        for word in directive.words() {
            let text = match word.text.split_once("..") {
                Some((first, last)) => {
                    assert_eq!(check(directive, last, newest), Ok(()), "{directive:?} {last}");
                    first.to_owned()
                }
                None => word.text.replace("PATH", "/x").replace("NAME", "x"),
            };
            for versions in [newest, Versions::SUPPORTED] {
                assert_eq!(check(directive, &text, versions), Ok(()), "{directive:?} {text}");
            }
            count += 1;
        }
    }
    assert!(count > 2_000, "{count}");
}

/// The same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// All deletions of one letter of `name`, and of each other edit three at random places.
fn misspelt(name: &str, numbers: &mut Numbers) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut all: Vec<Vec<char>> = Vec::new();
    for at in 0..letters.len() {
        let mut word = letters.clone();
        word.remove(at);
        all.push(word);
    }
    let any = |numbers: &mut Numbers| char::from(b'a' + u8::try_from(numbers.below(26)).unwrap());
    for _ in 0..3 {
        let mut word = letters.clone();
        word[numbers.below(letters.len())] = any(numbers);
        all.push(word);
        let mut word = letters.clone();
        word.insert(numbers.below(letters.len() + 1), any(numbers));
        all.push(word);
        let mut word = letters.clone();
        let at = numbers.below(letters.len() - 1);
        word.swap(at, at + 1);
        all.push(word);
    }
    all.into_iter().map(String::from_iter).collect()
}

#[test]
fn one_wrong_letter_is_found_and_mended() {
    let mut numbers = Numbers(4);
    let (mut right, mut wrong, mut silent, mut other) = (0_u32, 0_u32, 0_u32, 0_u32);
    for (unit, section, known) in current() {
        for name in misspelt(known.name(), &mut numbers) {
            if name == known.name() {
                continue;
            }
            // A name of another directive is not misspelt, as far as anyone can tell.
            if directive(unit, section, &name).is_some() {
                other += 1;
                continue;
            }
            match nearest(unit, section, &name) {
                Some(nearest) if nearest == known.name() => right += 1,
                Some(_) => wrong += 1,
                None => silent += 1,
            }
        }
    }
    let share = f64::from(right) / f64::from(right + wrong + silent);
    println!(
        "{right} right, {wrong} wrong, {silent} without a proposal ({:.2} % right); {other} were \
         names of other directives",
        share * 100.0
    );
    assert!(right > 30_000, "{right}");
    assert!(share >= 0.95, "{share}");
}

/// Directives of which no two have the same facts.
fn different() -> &'static [Directive] {
    static ALL: LazyLock<Vec<Directive>> = LazyLock::new(|| {
        let mut all: Vec<Directive> = current().into_iter().map(|(_, _, it)| it).collect();
        all.sort_by_key(|directive| (directive.name(), directive.since()));
        all.dedup();
        all
    });
    &ALL
}

/// Texts that resemble values: words and numbers of all types, stuck together.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "1", "08", "0x1f", "65536", "-1", "+5", "18446744073709551615", "1.5", "G", "GB", "K",
            "m", "%", "‰", "infinity", "yes", "enabled", "No", "~", "@", ":", "-", ",", ";", " ", "\t",
            "/dev/sda", "/", "10.0.0.0", "::1", "/8", "any", "tcp", "ipv4", "CAP_", "CAP_CHOWN",
            "cap_kil", "AF_", "unix", "INET", "SIG", "TERM", "RTMIN", "+3", "EPERM", "read",
            "@mount", "mounts", "rwm", "oneshot", "Simple", "strict", "append:", "syslog", "a=b", "A",
            "=", "\"", "'", "\\", "\n", "ü", "\u{FFFC}", "0o17", "0b1", "DATAERR", "256",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_text_has_an_answer(text in text(), version in 239_u16..=263) {
        for versions in [Versions::SUPPORTED, Versions::only(version)] {
            for directive in different() {
                let Err(error) = check(*directive, &text, versions) else { continue };
                prop_assert!(text.get(error.range.clone()).is_some(), "{directive:?} {error:?}");
                if let Some(meant) = &error.replacement {
                    let count = |text: &str| errors(*directive, text, versions).len();
                    prop_assert!(count(meant) < count(&text), "{:?} {:?}", directive, error);
                    prop_assert_ne!(meant, &text);
                }
            }
        }
    }
}
