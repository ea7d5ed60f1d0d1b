//! What is said of mistakes: where, what, and what was meant.

use expect_test::expect_file;

use crate::systemd::calendar::parse;
use crate::systemd::testing::show;

#[test]
fn mistakes_are_told() {
    let mut told = String::new();
    for text in MISTAKES {
        let error = parse(text).unwrap_err();
        if let Some(meant) = &error.replacement {
            assert!(parse(meant).is_ok(), "{meant}");
        }
        told.push_str(&show(text, &error));
    }
    expect_file!["../../test_data/calendar_mistakes.txt"].assert_eq(&told);
}

const MISTAKES: &[&str] = &[
    // Words.
    "",
    "  ",
    "dayly",
    "Hourley",
    "nightly",
    "noon",
    "midnight",
    "weekdays",
    "weekdays 9:00",
    "every day",
    "biweekly",
    "midday",
    "tomorrow",
    "always",
    "mondays",
    // Weekdays.
    "Thurs",
    "Fr 10:00",
    "Mond 10:00",
    "Tusday 10:00",
    "Mon, Tue 10:00",
    "Mon - Fri 9:00",
    "Mon and Thu 9:00",
    "Sun..Mon 10:00",
    "Fri..Mon 10:00",
    "Tue..Mon",
    "Mon..Wed..Fri",
    "Mon..",
    "Mon.Fri",
    "Mon,Foo 10:00",
    "10:00 Mon",
    "*-*-* Sat 10:00",
    // Beside shorthands.
    "daily 04:00",
    "daily at 4am",
    "weekly Sun",
    "weekly Sun 3:00",
    "monthly 03:00",
    "Sat weekly",
    "hourly 30",
    "daily weekly",
    "daily 04:00 Europe/Berlin",
    // Times.
    "04",
    "4am",
    "*-*-* 04:00 PM",
    "12am",
    "12:30pm",
    "13pm",
    "24:00",
    "Mon 24:00",
    "25:00",
    "12:60",
    "12:00:60",
    "*-*-* 04.00",
    "00:00:00:00",
    "04:00-06:00",
    "10:00:00,14:00:00",
    "10:00, 14:30",
    "10:0/0",
    "22..2:00",
    "4:50..10",
    "10:00:00,",
    "10:00 ",
    "4:5:1..1.5",
    // Steps.
    "*:*/15",
    "*-*-* */2:00",
    "*/2:*",
    "*-*-*/3",
    "*:0/60",
    "0/24:00",
    "*:0/90",
    "*:*/1",
    "*-*-31/1",
    "*,5:00",
    "*:0..10/20x",
    // Dates.
    "2025-13-01",
    "2025-02-32",
    "*-*-0",
    "2300-01-01",
    "2025-12-24T10:00",
    "2025-12-24T10:00:00Z",
    "2025-12-24T10:00:00+02:00",
    "*-*-*T04:00:00",
    "2025/12/24",
    "24.12.2025",
    "Mon *-*-",
    "*-*~29",
    "*-*~26,24",
    "2025~01-01",
    "10..5-*",
    "*-11..2-1",
    "@9999999999999",
    "@5 10:00",
    "99999999999-1-1",
    "04:00 2025-12-24",
    // Zones.
    "04:00 europe/berlin",
    "04:00 Europe/Berln",
    "04:00 Mars/Phobos",
    "04:00 +02:00",
    "04:00 Z",
    "daily z",
    // Cron lines.
    "0 4 * * *",
    "*/15 * * * *",
    "0 0 13 * 5",
    "@weekly",
    "@reboot",
    "61 4 * * *",
    "0 4 * * 1-5 ",
    // Spans.
    "5min",
    "1 day",
    "every 5 minutes",
    "every 7 minutes",
    "every 2 hours",
    "every hour",
    "every monday",
    "every minute",
    "every weekday at 9:00",
    "every 90min",
    "every",
    // Odd texts.
    "é",
    "Mon\t10:00",
    "10:00 ",
    "Mon 10:00 é",
    "*",
    "* * *",
    "-",
    "~",
    "Mon,,Tue",
];
