//! Expressions against facts, mistakes with their places, and promises for any text.

mod mistakes;

use proptest::prelude::*;

use super::format::is_every_second;
use super::{CalendarSpec, Zone, civil_time, cron_to_calendar, parse, words};

#[test]
fn facts() {
    let cases = include_str!("../test_data/calendar.tsv");
    let mut count = 0;
    for line in cases.lines().skip(1) {
        let (text, normalized) = line.split_once('\t').unwrap();
        let expected = Some(normalized).filter(|it| !it.is_empty());
        let found = parse(text).ok().map(|spec| spec.normalized());
        assert_eq!(found.as_deref(), expected, "{text:?}");
        count += 1;
    }
    assert_eq!(count, 80);
}

#[test]
fn shorthands() {
    for (name, meaning) in words::SHORTHANDS {
        assert_eq!(parse(name).unwrap().normalized(), *meaning);
        assert_eq!(parse(&name.to_ascii_uppercase()).unwrap().normalized(), *meaning);
        let with_zone = parse(&format!("{name} Europe/Berlin")).unwrap().normalized();
        assert_eq!(with_zone, format!("{meaning} Europe/Berlin"));
        assert!(parse(&format!("{name} 04:00")).is_err());
    }
}

#[test]
fn every_second_hides_the_others() {
    for text in ["*:*:0/1,3", "*:*:0,0/1,3.5", "*:*:*"] {
        assert_eq!(parse(text).unwrap().normalized(), "*-*-* *:*:*");
    }
    assert_eq!(parse("*:*:0..5").unwrap().normalized(), "*-*-* *:*:00..05");
}

#[test]
fn zones() {
    let zone = |text: &str| parse(text).map(|spec| spec.zone().clone()).ok();
    assert_eq!(zone("04:00"), Some(Zone::Local));
    assert_eq!(zone("04:00 utc"), Some(Zone::Utc));
    assert_eq!(zone("@5 Europe/Berlin"), Some(Zone::Utc));
    assert_eq!(zone("04:00 Asia/Kolkata"), Some(Zone::Named("Asia/Kolkata".to_owned())));
    // NixOS has these two copies.
    for name in ["posix/Europe/Paris", "right/UTC", "posix/right/Europe/Paris"] {
        assert_eq!(zone(&format!("04:00 {name}")), Some(Zone::Named(name.to_owned())));
    }
    // Taken where it is the name of the machine's own zone.
    assert_eq!(zone("04:00 cest"), Some(Zone::Abbreviation("CEST")));
    assert_eq!(zone("04:00 +0530"), Some(Zone::Offset("+0530".to_owned())));
    // There may be such a place in the next release of the database.
    assert!(zone("04:00 Europe/Atlantis").is_some());
    for wrong in
        ["Mars/Phobos", "europe/berlin", "Europe/Berln", "+02:00", "Europe//Berlin", "XYZT"]
    {
        assert_eq!(zone(&format!("04:00 {wrong}")), None, "{wrong}");
    }
}

#[test]
fn odd_timestamps() {
    // As the C library reads a number.
    assert_eq!(parse("@ +5").unwrap().normalized(), "1970-01-01 00:00:05 UTC");
    assert_eq!(parse("@-0").unwrap().normalized(), "1970-01-01 00:00:00 UTC");
    assert_eq!(parse("Mon @7258118399").unwrap().normalized(), "Mon 2199-12-31 23:59:59 UTC");
    for wrong in ["@", "@-1", "@7258118400", "@5 ", "@5 10:00", "@18446744073709551616"] {
        assert!(parse(wrong).is_err(), "{wrong}");
    }
}

fn runs(text: &str, after: u64) -> Vec<String> {
    let spec = parse(text).unwrap();
    let next = |now: &u64| spec.next_after(*now);
    std::iter::successors(next(&after), next).take(3).map(civil_time).collect()
}

#[test]
fn next_runs() {
    /// 2026-01-01 00:00:00, a Thursday.
    const NEW_YEAR: u64 = 1_767_225_600_000_000;
    let cases: &[(&str, [&str; 3])] = &[
        // Strictly after.
        (
            "daily",
            ["Fri 2026-01-02 00:00:00", "Sat 2026-01-03 00:00:00", "Sun 2026-01-04 00:00:00"],
        ),
        (
            "Fri *-*-13",
            ["Fri 2026-02-13 00:00:00", "Fri 2026-03-13 00:00:00", "Fri 2026-11-13 00:00:00"],
        ),
        (
            "*-02~01 12:00",
            ["Sat 2026-02-28 12:00:00", "Sun 2027-02-28 12:00:00", "Tue 2028-02-29 12:00:00"],
        ),
        (
            "Mon *-05~07/1",
            ["Mon 2026-05-25 00:00:00", "Mon 2027-05-31 00:00:00", "Mon 2028-05-29 00:00:00"],
        ),
        (
            "*-*~3..5/2 6:00",
            ["Tue 2026-01-27 06:00:00", "Thu 2026-01-29 06:00:00", "Tue 2026-02-24 06:00:00"],
        ),
        (
            "0/7:30",
            ["Thu 2026-01-01 00:30:00", "Thu 2026-01-01 07:30:00", "Thu 2026-01-01 14:30:00"],
        ),
        (
            "*:*:0/25",
            ["Thu 2026-01-01 00:00:25", "Thu 2026-01-01 00:00:50", "Thu 2026-01-01 00:01:00"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(runs(text, NEW_YEAR), expected, "{text}");
    }
    assert_eq!(runs("*-02-30", NEW_YEAR), [""; 0]);
    assert_eq!(runs("2026-06-01", NEW_YEAR), ["Mon 2026-06-01 00:00:00"]);
    assert_eq!(runs("daily", u64::MAX), [""; 0]);
    // A step that leads beyond the end of a month, as systemd 257 and 262 take it.
    assert_eq!(runs("*-*-2/24,2", 3_565_003_440_000_000)[1], "Sat 2083-01-02 00:00:00");
}

#[test]
fn at_most_daily() {
    let is_rare = |text: &str| parse(text).unwrap().is_at_most_daily();
    for text in
        ["daily", "weekly", "04:00", "Mon..Fri 4:00:30", "*-*-1,15", "5..5:00", "@5", "0..1/2:0"]
    {
        assert!(is_rare(text), "{text}");
    }
    for text in ["hourly", "minutely", "4,16:00", "0/12:00", "4:0/30", "4:00:0/30", "4:00:00,0.5"] {
        assert!(!is_rare(text), "{text}");
    }
}

#[test]
fn cron() {
    let cases: &[(&str, Option<&str>)] = &[
        ("0 4 * * *", Some("*-*-* 04:00:00")),
        ("*/5 * * * *", Some("*-*-* *:00/5:00")),
        ("*/15 9-17 * * 1-5", Some("Mon..Fri *-*-* 09..17:00/15:00")),
        ("30 2 1 * *", Some("*-*-01 02:30:00")),
        ("0 0 1 1,7 *", Some("*-01,07-01 00:00:00")),
        ("0 0 1 jan-mar *", Some("*-01..03-01 00:00:00")),
        ("5 4 * * sun", Some("Sun *-*-* 04:05:00")),
        ("0 0 * * 0,6", Some("Sat,Sun *-*-* 00:00:00")),
        ("0 0 * * 5-7", Some("Fri..Sun *-*-* 00:00:00")),
        ("0 0 * * 0-2", Some("Mon,Tue,Sun *-*-* 00:00:00")),
        ("0 0 * * MON,wed", Some("Mon,Wed *-*-* 00:00:00")),
        ("0 0 * * */2", Some("Tue,Thu,Sat,Sun *-*-* 00:00:00")),
        ("0 0 * * 0-7", Some("*-*-* 00:00:00")),
        ("0 */60 * * *", Some("*-*-* 00:00:00")),
        ("0 */2 * * *", Some("*-*-* 00/2:00:00")),
        ("10-50/20 * * * *", Some("*-*-* *:10..50/20:00")),
        ("0 0 */10 * *", Some("*-*-01/10 00:00:00")),
        ("*/40 * * * *", Some("*-*-* *:00/40:00")),
        ("* * * * *", Some("*-*-* *:*:00")),
        (" 0\t4  * * * ", Some("*-*-* 04:00:00")),
        ("@daily", Some("daily")),
        ("@midnight", Some("daily")),
        // cron's week begins on Sunday.
        ("@weekly", Some("Sun *-*-* 00:00:00")),
        ("@reboot", None),
        ("@every 5m", None),
        // Either the day or the weekday: no one expression says it.
        ("0 0 13 * 5", None),
        ("0 0 */2 * 1", None),
        // cron refuses these.
        ("60 * * * *", None),
        ("0 24 * * *", None),
        ("0 0 0 * *", None),
        ("0 22-2 * * *", None),
        ("0 0 * * 8", None),
        ("*/0 * * * *", None),
        ("0 0 * *", None),
        ("0 0 0 * * *", None),
        ("0 4 * * * root", None),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(cron_to_calendar(text).as_deref(), *expected, "{text:?}");
    }
}

/// Texts that come near to expressions.
fn near() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "Mon",
        "Sun",
        "..",
        ",",
        " ",
        "*-*-*",
        "-",
        "~",
        "*",
        "/",
        "04:00",
        ":",
        "0",
        "31",
        "1.5",
        "12",
        "2026",
        "UTC",
        "Europe/Berlin",
        "daily",
        "every",
        "am",
        "T",
        "@",
        "é",
        "CEST",
        "*/5",
        "\t",
        "24:00",
        "at",
        "noon",
        "Thurs",
        "99999999999999999999",
    ]);
    prop::collection::vec(bits, 0..10).prop_map(|bits| bits.concat())
}

/// One part of an expression that is right.
fn part(low: u32, high: u32) -> impl Strategy<Value = String> {
    let first = low..high;
    prop_oneof![
        Just("*".to_owned()),
        first.clone().prop_map(|it| it.to_string()),
        (low..=low + 2, 1..4u32).prop_map(|(start, step)| format!("{start}/{step}")),
        first.prop_map(move |it| format!("{it}..{high}")),
        (low..high, low..high).prop_map(|(one, other)| format!("{one},{other}")),
    ]
}

fn right() -> impl Strategy<Value = String> {
    let days = prop::sample::select(vec!["", "Mon ", "Sat,Sun ", "Tue..Thu "]);
    let zones = prop::sample::select(vec!["", " UTC", " Europe/Berlin", " CEST", " +03"]);
    let separator = prop::sample::select(vec!["-", "~"]);
    let date = (part(1970, 2100), part(1, 12), separator, part(4, 22));
    let time = (part(0, 23), part(0, 59), part(0, 59));
    (days, date, time, zones).prop_map(|(days, date, time, zone)| {
        let (year, month, separator, day) = date;
        let (hour, minute, second) = time;
        format!("{days}{year}-{month}{separator}{day} {hour}:{minute}:{second}{zone}")
    })
}

/// What holds for every expression.
fn promises(text: &str, spec: &CalendarSpec) -> Result<(), TestCaseError> {
    let normalized = spec.normalized();
    let mut expected = spec.clone();
    if is_every_second(&spec.second) {
        expected.second.retain(|it| is_every_second(&[*it]));
    }
    prop_assert_eq!(parse(&normalized), Ok(expected), "{:?} is {:?}", text, normalized);
    let mut now = 1_767_225_600_000_000;
    for _ in 0..4 {
        let Some(next) = spec.next_after(now) else { break };
        prop_assert!(next > now);
        let is_same_day = civil_time(next)[..14] == civil_time(now)[..14];
        prop_assert!(!spec.is_at_most_daily() || now == 1_767_225_600_000_000 || !is_same_day);
        now = next;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_has_an_answer(text in prop_oneof![any::<String>(), near()]) {
        match parse(&text) {
            Ok(spec) => promises(&text, &spec)?,
            Err(error) => {
                prop_assert!(text.get(error.range.clone()).is_some(), "{error:?}");
                prop_assert!(error.help.is_some());
                if let Some(meant) = &error.replacement {
                    prop_assert!(parse(meant).is_ok(), "{error:?}");
                }
            }
        }
        if let Some(meant) = cron_to_calendar(&text) {
            prop_assert!(parse(&meant).is_ok(), "{text:?} is {meant:?}");
        }
    }

    #[test]
    fn what_is_right_is_taken(text in right()) {
        // `~` lists have a quirk of their own, which `facts` shows.
        match parse(&text) {
            Ok(spec) => promises(&text, &spec)?,
            Err(error) => prop_assert!(text.contains('~'), "{text}: {error:?}"),
        }
    }

    #[test]
    fn cron_runs_at_the_same_minutes(
        minute in part(0, 59), hour in part(0, 23), month in part(1, 12), weekday in part(0, 6),
    ) {
        // In cron's notation, and counted there by hand.
        let to_cron = |part: String| part.replace("..", "-");
        let (minute, hour) = (to_cron(minute), to_cron(hour));
        let (month, weekday) = (to_cron(month), to_cron(weekday));
        prop_assume!(!weekday.contains('/'));
        let text = format!("{minute} {hour} * {month} {weekday}");
        let spec = parse(&cron_to_calendar(&text).unwrap()).unwrap();
        let matches = |field: &str, value: u64, high: u64| field.split(',').any(|element| {
            let (range, step) = element.split_once('/').unwrap_or((element, ""));
            let (first, last) = match range.split_once('-') {
                Some((first, last)) => (first.parse().unwrap(), last.parse().unwrap()),
                None if range == "*" => (0, high),
                None if step.is_empty() => (range.parse().unwrap(), range.parse().unwrap()),
                None => (range.parse().unwrap(), high),
            };
            let step: u64 = if step.is_empty() { 1 } else { step.parse().unwrap() };
            (first..=last).contains(&value) && (value - first).is_multiple_of(step)
        });
        let mut now = 1_767_225_600_000_000;
        for _ in 0..3 {
            let next = spec.next_after(now).unwrap();
            // Nothing in between: every minute up to a day after.
            for time in (now / 60_000_000 + 1..=next / 60_000_000).take(1440) {
                let civil = civil_time(time * 60_000_000);
                let number = |range: std::ops::Range<usize>| civil[range].parse::<u64>().unwrap();
                let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
                let day = day.iter().position(|name| civil.starts_with(name)).unwrap() as u64;
                let is_due = matches(&minute, number(18..20), 59)
                    && matches(&hour, number(15..17), 23)
                    && matches(&month, number(9..11), 12)
                    && matches(&weekday, day, 6);
                prop_assert_eq!(is_due, time * 60_000_000 == next, "{} {}", text, civil);
            }
            now = next;
        }
    }
}
