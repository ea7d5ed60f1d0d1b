//! Spans against facts, mistakes with their places, and promises for any text.

use expect_test::expect_file;
use proptest::prelude::*;

use super::{Bare, Rule, TimeSpan, parse};
use crate::systemd::testing::show;

#[test]
fn facts() {
    let cases = include_str!("../test_data/time_span.tsv");
    let mut count = 0;
    for line in cases.lines().skip(1) {
        let (text, micros) = line.split_once('\t').unwrap();
        let micros = (!micros.is_empty()).then(|| micros.parse::<u64>().unwrap());
        assert_eq!(parse(text, Bare::Seconds).ok().map(TimeSpan::micros), micros, "{text:?}");
        count += 1;
    }
    assert_eq!(count, 55);
}

#[test]
fn units() {
    let units = include_str!("../test_data/time_span_units.tsv");
    for line in units.lines().skip(1) {
        let (unit, micros) = line.split_once('\t').unwrap();
        let micros: u64 = micros.parse().unwrap();
        for text in [format!("3{unit}"), format!("3 {unit}"), format!("1{unit}2{unit}")] {
            assert_eq!(parse(&text, Bare::Seconds).unwrap().micros(), 3 * micros, "{text:?}");
        }
    }
    assert_eq!(units.lines().count(), super::UNITS.len() + 1);
}

#[test]
fn mistakes_are_told() {
    let mistakes = [
        "5mins",
        "10 secs",
        "1 hr 30mins",
        "2Hours",
        "10S",
        "5 mo",
        "5 parsecs",
        "1 fortnight",
        "5 minuets",
        "5ns",
        "5min,30s",
        "10 secs and 5 millis",
        "PT5M",
        "P1DT2H",
        "01:30:00",
        "1:30",
        "5,5s",
        "infinity 5s",
        "Infinity",
        "never",
        "",
        "  ",
        "-5s",
        "5 - 3",
        "1e3",
        "0x10",
        "5.",
        "1.2.3",
        "x",
        "99999999999999999999",
        "300000 years 300000 years",
    ];
    let mut told = String::new();
    for text in mistakes {
        let error = parse(text, Bare::Seconds).unwrap_err();
        if let Some(meant) = &error.replacement {
            assert!(parse(meant, Bare::Seconds).is_ok(), "{meant}");
        }
        told.push_str(&show(text, &error));
    }
    expect_file!["../test_data/time_span_mistakes.txt"].assert_eq(&told);
}

#[test]
fn nanoseconds() {
    assert_eq!(parse("5000", Bare::Nanoseconds).unwrap().micros(), 5);
    assert_eq!(parse("5000 nsec", Bare::Nanoseconds).unwrap().micros(), 5);
    assert_eq!(parse("1999ns", Bare::Nanoseconds).unwrap().micros(), 1);
    assert_eq!(parse("1ms 1000", Bare::Nanoseconds).unwrap().micros(), 1001);
    assert_eq!(parse("infinity", Bare::Nanoseconds).unwrap(), TimeSpan::INFINITY);
    assert!(parse("600y", Bare::Nanoseconds).is_err());
    assert!(parse("600y", Bare::Seconds).is_ok());
    let error = parse("5 nsecs", Bare::Nanoseconds).unwrap_err();
    assert_eq!(error.range, 2..7);
}

#[test]
fn microseconds() {
    assert_eq!(parse("5", Bare::Microseconds).unwrap().micros(), 5);
    assert_eq!(parse("5ms 7", Bare::Microseconds).unwrap().micros(), 5007);
    assert!(parse("5ns", Bare::Microseconds).is_err());
}

#[test]
fn rules() {
    let timeout = Rule { zero_is_infinity: true, ..Rule::default() };
    assert_eq!(timeout.parse("0").unwrap(), TimeSpan::INFINITY);
    assert_eq!(timeout.parse("0s").unwrap(), TimeSpan::INFINITY);
    assert_eq!(timeout.parse("5").unwrap().micros(), 5_000_000);
    assert!(timeout.parse("").is_err());
    let empty = Rule { takes_empty: true, ..Rule::default() };
    assert_eq!(empty.parse("").unwrap(), TimeSpan::INFINITY);
    assert_eq!(empty.parse("0").unwrap().micros(), 0);
    let pressure = Rule { is_finite_second: true, ..Rule::default() };
    assert_eq!(pressure.parse("1s").unwrap().micros(), 1_000_000);
    for (text, message) in [
        ("infinity", "this span must have an end"),
        ("999ms", "this span is shorter than one second"),
        ("0", "this span is shorter than one second"),
    ] {
        let error = pressure.parse(text).unwrap_err();
        assert_eq!((error.range, error.message.as_str()), (0..text.len(), message));
    }
}

/// Texts that come near to spans.
fn near() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "1",
        "90",
        "0",
        ".",
        "5",
        " ",
        ",",
        "s",
        "min",
        "mins",
        "h",
        "M",
        "µs",
        "infinity",
        "-",
        "+",
        ":",
        "PT",
        "H",
        "and",
        "\u{b}",
        "é",
        "99999999999999999999",
        "ns",
    ]);
    prop::collection::vec(bits, 0..8).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in prop_oneof![any::<String>(), near()], nano: bool) {
        let bare = if nano { Bare::Nanoseconds } else { Bare::Seconds };
        if let Err(error) = parse(&text, bare) {
            prop_assert!(text.get(error.range.clone()).is_some(), "{error:?}");
            prop_assert!(error.help.is_some());
            if let Some(meant) = &error.replacement {
                prop_assert!(parse(meant, bare).is_ok(), "{error:?}");
            }
        }
    }

    #[test]
    fn terms_add_up(hours in 0u64..1000, minutes in 0u64..1000, micros in 0u64..1_000_000) {
        let text = format!("{hours}h {minutes}min 0.{micros:06}");
        let expected = (hours * 60 + minutes) * 60_000_000 + micros;
        prop_assert_eq!(parse(&text, Bare::Seconds).unwrap().micros(), expected);
    }
}
