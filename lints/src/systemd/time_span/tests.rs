//! Spans against facts, mistakes with their places, and promises for any text.

use expect_test::{Expect, expect};
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

fn check(text: &str, expected: Expect) {
    let error = parse(text, Bare::Seconds).unwrap_err();
    if let Some(meant) = &error.replacement {
        assert!(parse(meant, Bare::Seconds).is_ok(), "{meant}");
    }
    expected.assert_eq(&show(text, &error));
}

#[test]
fn wrong_units() {
    check(
        "5mins",
        expect![[r#"

        5mins
         ^^^^ `mins` is no unit of time
        help: write `5min`
        meant: 5min
    "#]],
    );
    check(
        "10 secs",
        expect![[r#"

        10 secs
           ^^^^ `secs` is no unit of time
        help: write `10 s`
        meant: 10 s
    "#]],
    );
    check(
        "1 hr 30mins",
        expect![[r#"

        1 hr 30mins
               ^^^^ `mins` is no unit of time
        help: write `1 hr 30min`
        meant: 1 hr 30min
    "#]],
    );
    check(
        "2Hours",
        expect![[r#"

        2Hours
         ^^^^^ `Hours` is no unit of time
        help: write `2hours`
        meant: 2hours
    "#]],
    );
    check(
        "10S",
        expect![[r#"

        10S
          ^ `S` is no unit of time
        help: write `10s`
        meant: 10s
    "#]],
    );
    check(
        "5 mo",
        expect![[r#"

        5 mo
          ^^ `mo` is no unit of time
        help: write `5 month`
        meant: 5 month
    "#]],
    );
    check(
        "5 parsecs",
        expect![[r#"

        5 parsecs
          ^^^^^^^ `parsecs` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "1 fortnight",
        expect![[r#"

        1 fortnight
          ^^^^^^^^^ `fortnight` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "5 minuets",
        expect![[r#"

        5 minuets
          ^^^^^^^ `minuets` is no unit of time
        help: write `5 minutes`
        meant: 5 minutes
    "#]],
    );
    check(
        "5ns",
        expect![[r#"

        5ns
         ^^ `ns` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
}

#[test]
fn other_notations() {
    check(
        "5min,30s",
        expect![[r#"

        5min,30s
            ^^^^ a number is due where `,30s` stands
        help: write `5min 30s`
        meant: 5min 30s
    "#]],
    );
    check(
        "10 secs and 5 millis",
        expect![[r#"

        10 secs and 5 millis
           ^^^^ `secs` is no unit of time
        help: write `10 s 5 ms`
        meant: 10 s 5 ms
    "#]],
    );
    check(
        "PT5M",
        expect![[r#"

        PT5M
        ^^ a number is due where `PT` stands
        help: write `5min`
        meant: 5min
    "#]],
    );
    check(
        "P1DT2H",
        expect![[r#"

        P1DT2H
        ^ a number is due where `P` stands
        help: write `1d 2h`
        meant: 1d 2h
    "#]],
    );
    check(
        "01:30:00",
        expect![[r#"

        01:30:00
          ^^^^^^ `:30:00` is no unit of time
        help: write `1h 30min`
        meant: 1h 30min
    "#]],
    );
    check(
        "1:30",
        expect![[r#"

        1:30
         ^^^ `:30` is no unit of time
        help: write the units, as in `1h 30min`
    "#]],
    );
    check(
        "5,5s",
        expect![[r#"

        5,5s
         ^^^ `,5s` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "infinity 5s",
        expect![[r#"

            infinity 5s
                     ^^ nothing may follow `infinity`
            help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
        "#]],
    );
    check(
        "Infinity",
        expect![[r#"

        Infinity
        ^^^^^^^^ a number is due where `Infinity` stands
        help: write `infinity`
        meant: infinity
    "#]],
    );
    check(
        "never",
        expect![[r#"

        never
        ^^^^^ a number is due where `never` stands
        help: write `0` or `infinity`, whichever the directive takes for "no limit"
    "#]],
    );
    check(
        "",
        expect![[r#"


        ^ there is no span of time here
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "  ",
        expect![[r#"

  
            ^^ there is no span of time here
            help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
        "#]],
    );
}

#[test]
fn wrong_numbers() {
    check(
        "-5s",
        expect![[r#"

        -5s
        ^^^ a span of time is not negative
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "5 - 3",
        expect![[r#"

        5 - 3
          ^ a span of time is not negative
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "1e3",
        expect![[r#"

        1e3
         ^ `e` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "0x10",
        expect![[r#"

        0x10
         ^ `x` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "5.",
        expect![[r#"

        5.
        ^^ digits are due after the point
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "1.2.3",
        expect![[r#"

        1.2.3
           ^^ `.3` is no unit of time
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "x",
        expect![[r#"

        x
        ^ a number is due where `x` stands
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "99999999999999999999",
        expect![[r#"

        99999999999999999999
        ^^^^^^^^^^^^^^^^^^^^ this is longer than systemd can count
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
    check(
        "300000 years 300000 years",
        expect![[r#"

        300000 years 300000 years
        ^^^^^^^^^^^^^^^^^^^^^^^^^ this is longer than systemd can count
        help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
    "#]],
    );
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
