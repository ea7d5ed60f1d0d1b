//! What is said of mistakes: where, what, and what was meant.

use expect_test::{Expect, expect};

use crate::systemd::calendar::parse;
use crate::systemd::testing::show;

fn check(text: &str, expected: Expect) {
    let error = parse(text).unwrap_err();
    if let Some(meant) = &error.replacement {
        assert!(parse(meant).is_ok(), "{meant}");
    }
    expected.assert_eq(&show(text, &error));
}

#[test]
fn words() {
    check(
        "",
        expect![[r#"


        ^ an empty expression names no time
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "  ",
        expect![[r#"

  
            ^^ an empty expression names no time
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "dayly",
        expect![[r#"

        dayly
        ^^^^^ `dayly` is neither a weekday nor a shorthand such as `daily`
        help: write `daily`
        meant: daily
    "#]],
    );
    check(
        "Hourley",
        expect![[r#"

        Hourley
        ^^^^^^^ `Hourley` is neither a weekday nor a shorthand such as `daily`
        help: write `hourly`
        meant: hourly
    "#]],
    );
    check(
        "nightly",
        expect![[r#"

        nightly
        ^^^^^^^ `nightly` is neither a weekday nor a shorthand such as `daily`
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "noon",
        expect![[r#"

        noon
        ^^^^ `noon` is neither a weekday nor a shorthand such as `daily`
        help: write `*-*-* 12:00:00`
        meant: *-*-* 12:00:00
    "#]],
    );
    check(
        "midnight",
        expect![[r#"

        midnight
        ^^^^^^^^ `midnight` is neither a weekday nor a shorthand such as `daily`
        help: write `*-*-* 00:00:00`
        meant: *-*-* 00:00:00
    "#]],
    );
    check(
        "weekdays",
        expect![[r#"

        weekdays
        ^^^^^^^^ `weekdays` is neither a weekday nor a shorthand such as `daily`
        help: write `Mon..Fri`
        meant: Mon..Fri
    "#]],
    );
    check(
        "weekdays 9:00",
        expect![[r#"

        weekdays 9:00
        ^^^^^^^^ `weekdays` is neither a weekday nor a shorthand such as `daily`
        help: write `Mon..Fri 9:00`
        meant: Mon..Fri 9:00
    "#]],
    );
    check(
        "every day",
        expect![[r#"

        every day
        ^^^^^ `every` is neither a weekday nor a shorthand such as `daily`
        help: write `daily`
        meant: daily
    "#]],
    );
    check("biweekly", expect![[r#"

        biweekly
        ^^^^^^^^ `biweekly` is neither a weekday nor a shorthand such as `daily`
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]]);
    check("midday", expect![[r#"

        midday
        ^^^^^^ `midday` is neither a weekday nor a shorthand such as `daily`
        help: write `*-*-* 12:00:00`
        meant: *-*-* 12:00:00
    "#]]);
    check("tomorrow", expect![[r#"

        tomorrow
        ^^^^^^^^ `tomorrow` is neither a weekday nor a shorthand such as `daily`
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]]);
    check(
        "always",
        expect![[r#"

        always
        ^^^^^^ `always` is neither a weekday nor a shorthand such as `daily`
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "mondays",
        expect![[r#"

        mondays
        ^^^^^^^ `mondays` is no weekday
        help: write `Mon`
        meant: Mon
    "#]],
    );
}

#[test]
fn weekdays() {
    check(
        "Thurs",
        expect![[r#"

        Thurs
        ^^^^^ `Thurs` is no weekday
        help: write `Thu`
        meant: Thu
    "#]],
    );
    check(
        "Fr 10:00",
        expect![[r#"

        Fr 10:00
        ^^ `Fr` is no weekday
        help: write `Fri 10:00`
        meant: Fri 10:00
    "#]],
    );
    check(
        "Mond 10:00",
        expect![[r#"

        Mond 10:00
        ^^^^ `Mond` is no weekday
        help: write `Mon 10:00`
        meant: Mon 10:00
    "#]],
    );
    check(
        "Tusday 10:00",
        expect![[r#"

        Tusday 10:00
        ^^^^^^ `Tusday` is no weekday
        help: write `Tue 10:00`
        meant: Tue 10:00
    "#]],
    );
    check(
        "Mon, Tue 10:00",
        expect![[r#"

            Mon, Tue 10:00
                 ^^^ `Tue` stands where a date or a time is due
            help: write `Mon,Tue 10:00`
            meant: Mon,Tue 10:00
        "#]],
    );
    check(
        "Mon - Fri 9:00",
        expect![[r#"

            Mon - Fri 9:00
                ^ `-` stands where a date or a time is due
            help: write `Mon..Fri 9:00`
            meant: Mon..Fri 9:00
        "#]],
    );
    check(
        "Mon and Thu 9:00",
        expect![[r#"

            Mon and Thu 9:00
                ^^^ `and` stands where a date or a time is due
            help: write `Mon,Thu 9:00`
            meant: Mon,Thu 9:00
        "#]],
    );
    check(
        "Sun..Mon 10:00",
        expect![[r#"

        Sun..Mon 10:00
        ^^^^^^^^ `Sun..Mon` runs backwards: systemd's weeks begin on Monday
        help: write `Mon,Sun`
        meant: Mon,Sun 10:00
    "#]],
    );
    check(
        "Fri..Mon 10:00",
        expect![[r#"

        Fri..Mon 10:00
        ^^^^^^^^ `Fri..Mon` runs backwards: systemd's weeks begin on Monday
        help: write `Mon,Fri..Sun`
        meant: Mon,Fri..Sun 10:00
    "#]],
    );
    check(
        "Tue..Mon",
        expect![[r#"

        Tue..Mon
        ^^^^^^^^ `Tue..Mon` runs backwards: systemd's weeks begin on Monday
        help: write `Mon..Sun`
        meant: Mon..Sun
    "#]],
    );
    check(
        "Mon..Wed..Fri",
        expect![[r#"

        Mon..Wed..Fri
                ^^^^^ a range has two ends
        help: separate ranges with a comma
    "#]],
    );
    check(
        "Mon..",
        expect![[r#"

        Mon..
        ^^^^^ this range of weekdays has no end
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "Mon.Fri",
        expect![[r#"

            Mon.Fri
               ^ a single `.` makes no range of weekdays
            help: write `Mon..Fri`
            meant: Mon..Fri
        "#]],
    );
    check(
        "Mon,Foo 10:00",
        expect![[r#"

        Mon,Foo 10:00
            ^^^ `Foo` stands where a weekday is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "10:00 Mon",
        expect![[r#"

        10:00 Mon
              ^^^ `Mon` stands where the end of the time or the `:` before the seconds is due
        help: write `Mon 10:00`
        meant: Mon 10:00
    "#]],
    );
    check(
        "*-*-* Sat 10:00",
        expect![[r#"

            *-*-* Sat 10:00
                  ^^^ `Sat` stands where a time is due
            help: write `Sat *-*-* 10:00`
            meant: Sat *-*-* 10:00
        "#]],
    );
}

#[test]
fn beside_shorthands() {
    check(
        "daily 04:00",
        expect![[r#"

        daily 04:00
              ^^^^^ `daily` is a whole expression, which takes no `04:00` beside it
        help: write `*-*-* 04:00:00`
        meant: *-*-* 04:00:00
    "#]],
    );
    check(
        "daily at 4am",
        expect![[r#"

        daily at 4am
              ^^^^^^ `daily` is a whole expression, which takes no `at 4am` beside it
        help: write `*-*-* 04:00:00`
        meant: *-*-* 04:00:00
    "#]],
    );
    check(
        "weekly Sun",
        expect![[r#"

        weekly Sun
               ^^^ `weekly` is a whole expression, which takes no `Sun` beside it
        help: write `Sun *-*-* 00:00:00`
        meant: Sun *-*-* 00:00:00
    "#]],
    );
    check(
        "weekly Sun 3:00",
        expect![[r#"

        weekly Sun 3:00
               ^^^^^^^^ `weekly` is a whole expression, which takes no `Sun 3:00` beside it
        help: write `Sun *-*-* 03:00:00`
        meant: Sun *-*-* 03:00:00
    "#]],
    );
    check(
        "monthly 03:00",
        expect![[r#"

        monthly 03:00
                ^^^^^ `monthly` is a whole expression, which takes no `03:00` beside it
        help: write `*-*-01 03:00:00`
        meant: *-*-01 03:00:00
    "#]],
    );
    check(
        "Sat weekly",
        expect![[r#"

        Sat weekly
        ^^^ `weekly` is a whole expression, which takes no `Sat` beside it
        help: write `Sat *-*-* 00:00:00`
        meant: Sat *-*-* 00:00:00
    "#]],
    );
    check(
        "hourly 30",
        expect![[r#"

        hourly 30
               ^^ `hourly` is a whole expression, which takes no `30` beside it
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "daily weekly",
        expect![[r#"

        daily weekly
              ^^^^^^ `daily` is a whole expression, which takes no `weekly` beside it
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "daily 04:00 Europe/Berlin",
        expect![[r#"

        daily 04:00 Europe/Berlin
              ^^^^^^^^^^^^^^^^^^^ `daily` is a whole expression, which takes no `04:00 Europe/Berlin` beside it
        help: write `*-*-* 04:00:00 Europe/Berlin`
        meant: *-*-* 04:00:00 Europe/Berlin
    "#]],
    );
}

#[test]
fn times() {
    check(
        "04",
        expect![[r#"

        04
          ^ the expression ends where the `:` between hour and minute is due
        help: write `04:00` for the hour, `*:04` for the minute
    "#]],
    );
    check(
        "4am",
        expect![[r#"

        4am
         ^^ `am` stands where the end of the number is due
        help: write `*-*-* 04:00:00`
        meant: *-*-* 04:00:00
    "#]],
    );
    check(
        "*-*-* 04:00 PM",
        expect![[r#"

        *-*-* 04:00 PM
                    ^^ `PM` stands where the end of the time or the `:` before the seconds is due
        help: write `*-*-* 16:00:00`
        meant: *-*-* 16:00:00
    "#]],
    );
    check(
        "12am",
        expect![[r#"

        12am
          ^^ `am` stands where the end of the number is due
        help: write `*-*-* 00:00:00`
        meant: *-*-* 00:00:00
    "#]],
    );
    check(
        "12:30pm",
        expect![[r#"

        12:30pm
             ^^ `pm` stands where the end of the number is due
        help: write `*-*-* 12:30:00`
        meant: *-*-* 12:30:00
    "#]],
    );
    check(
        "13pm",
        expect![[r#"

        13pm
          ^^ `pm` stands where the end of the number is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "24:00",
        expect![[r#"

            24:00
            ^^ hours are 0 to 23, and `24` is none
            help: write `00:00`
            meant: 00:00
        "#]],
    );
    check(
        "Mon 24:00",
        expect![[r#"

            Mon 24:00
                ^^ hours are 0 to 23, and `24` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "25:00",
        expect![[r#"

            25:00
            ^^ hours are 0 to 23, and `25` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "12:60",
        expect![[r#"

            12:60
               ^^ minutes are 0 to 59, and `60` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "12:00:60",
        expect![[r#"

            12:00:60
                  ^^ seconds are below 60, and `60` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "*-*-* 04.00",
        expect![[r#"

        *-*-* 04.00
                ^^^ `.00` stands where the end of the number is due
        help: write `*-*-* 04:00`
        meant: *-*-* 04:00
    "#]],
    );
    check(
        "00:00:00:00",
        expect![[r#"

        00:00:00:00
                ^^^ `:00` stands where the end of the time is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "04:00-06:00",
        expect![[r#"

        04:00-06:00
             ^^^^^^ `-06:00` stands where the end of the time or the `:` before the seconds is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "10:00:00,14:00:00",
        expect![[r#"

        10:00:00,14:00:00
                   ^^^^^^ `:00:00` stands where the end of the time is due
        help: write `10,14:00:00`
        meant: 10,14:00:00
    "#]],
    );
    check(
        "10:00, 14:30",
        expect![[r#"

        10:00, 14:30
               ^^ `14` stands where a number is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "10:0/0",
        expect![[r#"

        10:0/0
             ^ a step of 0 leads nowhere
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "22..2:00",
        expect![[r#"

        22..2:00
        ^^^^^ the range `22..2` of hours runs backwards
        help: write `22..23,0..2`
        meant: 22..23,0..2:00
    "#]],
    );
    check(
        "4:50..10",
        expect![[r#"

        4:50..10
          ^^^^^^ the range `50..10` of minutes runs backwards
        help: write `50..59,0..10`
        meant: 4:50..59,0..10
    "#]],
    );
    check(
        "10:00:00,",
        expect![[r#"

        10:00:00,
                 ^ the expression ends where a number is due
        help: write `10:00:00`
        meant: 10:00:00
    "#]],
    );
    check(
        "10:00 ",
        expect![[r#"

        10:00 
             ^ systemd takes no blank here
        help: delete the blank
        meant: 10:00
    "#]],
    );
    check(
        "4:5:1..1.5",
        expect![[r#"

        4:5:1..1.5
            ^^^^^^ a range of seconds without a step is at least one second long
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
}

#[test]
fn steps() {
    check(
        "*:*/15",
        expect![[r#"

            *:*/15
              ^^^^ `*/15`: systemd's `*` takes no step
            help: write `*:0/15`
            meant: *:0/15
        "#]],
    );
    check(
        "*-*-* */2:00",
        expect![[r#"

            *-*-* */2:00
                  ^^^ `*/2`: systemd's `*` takes no step
            help: write `*-*-* 0/2:00`
            meant: *-*-* 0/2:00
        "#]],
    );
    check(
        "*/2:*",
        expect![[r#"

            */2:*
            ^^^ `*/2`: systemd's `*` takes no step
            help: write `0/2:*`
            meant: 0/2:*
        "#]],
    );
    check(
        "*-*-*/3",
        expect![[r#"

            *-*-*/3
                ^^^ `*/3`: systemd's `*` takes no step
            help: write `*-*-1/3`
            meant: *-*-1/3
        "#]],
    );
    check(
        "*:0/60",
        expect![[r#"

        *:0/60
            ^^ a step of 60 minutes leads beyond the last one
        help: write `*:00`
        meant: *:00
    "#]],
    );
    check(
        "0/24:00",
        expect![[r#"

        0/24:00
          ^^ a step of 24 hours leads beyond the last one
        help: write `00:00`
        meant: 00:00
    "#]],
    );
    check(
        "*:0/90",
        expect![[r#"

        *:0/90
            ^^ a step of 90 minutes leads beyond the last one
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "*:*/1",
        expect![[r#"

            *:*/1
              ^^^ `*/1`: systemd's `*` takes no step
            help: write `*:*`
            meant: *:*
        "#]],
    );
    check(
        "*-*-31/1",
        expect![[r#"

        *-*-31/1
               ^ a step of 1 days leads beyond the last one
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "*,5:00",
        expect![[r#"

        *,5:00
         ^^^^^ `,5:00` stands where the `-` of a date or the `:` of a time is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "*:0..10/20x",
        expect![[r#"

        *:0..10/20x
                  ^ `x` stands where the end of the number is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
}

#[test]
fn dates() {
    check(
        "2025-13-01",
        expect![[r#"

            2025-13-01
                 ^^ months are 1 to 12, and `13` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "2025-02-32",
        expect![[r#"

            2025-02-32
                    ^^ days are 1 to 31, and `32` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "*-*-0",
        expect![[r#"

            *-*-0
                ^ days are 1 to 31, and `0` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "2300-01-01",
        expect![[r#"

            2300-01-01
            ^^^^ years are 1970 to 2199, and `2300` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "2025-12-24T10:00",
        expect![[r#"

        2025-12-24T10:00
                  ^^^ `T10` stands where the end of the number is due
        help: write `2025-12-24 10:00`
        meant: 2025-12-24 10:00
    "#]],
    );
    check(
        "2025-12-24T10:00:00Z",
        expect![[r#"

        2025-12-24T10:00:00Z
                  ^^^ `T10` stands where the end of the number is due
        help: write `2025-12-24 10:00:00 UTC`
        meant: 2025-12-24 10:00:00 UTC
    "#]],
    );
    check(
        "2025-12-24T10:00:00+02:00",
        expect![[r#"

        2025-12-24T10:00:00+02:00
                  ^^^ `T10` stands where the end of the number is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "*-*-*T04:00:00",
        expect![[r#"

        *-*-*T04:00:00
             ^^^ `T04` stands where the end of the date is due
        help: write `*-*-* 04:00:00`
        meant: *-*-* 04:00:00
    "#]],
    );
    check(
        "2025/12/24",
        expect![[r#"

        2025/12/24
               ^^^ `/24` stands where the end of the number is due
        help: write `2025-12-24`
        meant: 2025-12-24
    "#]],
    );
    check(
        "24.12.2025",
        expect![[r#"

        24.12.2025
          ^^^^^^^^ `.12.2025` stands where the end of the number is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "Mon *-*-",
        expect![[r#"

        Mon *-*-
                ^ the expression ends where a number is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "*-*~29",
        expect![[r#"

            *-*~29
                ^^ days from the end of the month are 1 to 28, and `29` is none
            help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
        "#]],
    );
    check(
        "*-*~26,24",
        expect![[r#"

        *-*~26,24
            ^^ systemd takes no `26` in a list of days from the end of the month
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "2025~01-01",
        expect![[r#"

        2025~01-01
               ^^^ `-01` stands where the end of the date is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "10..5-*",
        expect![[r#"

        10..5-*
        ^^^^^ the range `10..5` of months runs backwards
        help: write `10..12,1..5`
        meant: 10..12,1..5-*
    "#]],
    );
    check(
        "*-11..2-1",
        expect![[r#"

        *-11..2-1
          ^^^^^ the range `11..2` of months runs backwards
        help: write `11..12,1..2`
        meant: *-11..12,1..2-1
    "#]],
    );
    check(
        "@9999999999999",
        expect![[r#"

        @9999999999999
        ^^^^^^^^^^^^^^ `@9999999999999` is not in the years 1970 to 2199
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "@5 10:00",
        expect![[r#"

        @5 10:00
        ^^^^^^^^ after `@` stand the seconds since 1970, and nothing after them
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "99999999999-1-1",
        expect![[r#"

        99999999999-1-1
        ^^^^^^^^^^^ this number is too large for systemd
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "04:00 2025-12-24",
        expect![[r#"

        04:00 2025-12-24
              ^^^^ `2025` stands where the end of the time or the `:` before the seconds is due
        help: write `2025-12-24 04:00`
        meant: 2025-12-24 04:00
    "#]],
    );
}

#[test]
fn zones() {
    check(
        "04:00 europe/berlin",
        expect![[r#"

        04:00 europe/berlin
              ^^^^^^^^^^^^^ there is no time zone `europe/berlin`
        help: write `Europe/Berlin`
        meant: 04:00 Europe/Berlin
    "#]],
    );
    check(
        "04:00 Europe/Berln",
        expect![[r#"

        04:00 Europe/Berln
              ^^^^^^^^^^^^ there is no time zone `Europe/Berln`
        help: write `Europe/Berlin`
        meant: 04:00 Europe/Berlin
    "#]],
    );
    check(
        "04:00 Mars/Phobos",
        expect![[r#"

        04:00 Mars/Phobos
              ^^^^^^^^^^^ there is no time zone `Mars/Phobos`
        help: write a name that `timedatectl list-timezones` prints, or `UTC`
    "#]],
    );
    check(
        "04:00 +02:00",
        expect![[r#"

        04:00 +02:00
              ^^^^^^ `+02:00` stands where the end of the time or the `:` before the seconds is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "04:00 Z",
        expect![[r#"

        04:00 Z
              ^ `Z` stands where the end of the time or the `:` before the seconds is due
        help: write `04:00 UTC`
        meant: 04:00 UTC
    "#]],
    );
    check(
        "daily z",
        expect![[r#"

        daily z
              ^ `daily` is a whole expression, which takes no `z` beside it
        help: write `daily UTC`
        meant: daily UTC
    "#]],
    );
}

#[test]
fn cron_lines() {
    check(
        "0 4 * * *",
        expect![[r#"

        0 4 * * *
        ^^^^^^^^^ this is cron's syntax, which systemd cannot read
        help: write `*-*-* 04:00:00`
        meant: *-*-* 04:00:00
    "#]],
    );
    check(
        "*/15 * * * *",
        expect![[r#"

        */15 * * * *
        ^^^^^^^^^^^^ this is cron's syntax, which systemd cannot read
        help: write `*-*-* *:00/15:00`
        meant: *-*-* *:00/15:00
    "#]],
    );
    check(
        "0 0 13 * 5",
        expect![[r#"

        0 0 13 * 5
        ^^^^^^^^^^ this is cron's syntax, which systemd cannot read
        help: cron runs it when either the day or the weekday matches: write two values, `*-*-13 00:00:00` and `Fri *-*-* 00:00:00`
    "#]],
    );
    check(
        "@weekly",
        expect![[r#"

        @weekly
        ^^^^^^^ this is cron's syntax, which systemd cannot read
        help: write `Sun *-*-* 00:00:00`
        meant: Sun *-*-* 00:00:00
    "#]],
    );
    check(
        "@reboot",
        expect![[r#"

        @reboot
        ^^^^^^^ this is cron's syntax, which systemd cannot read
        help: write `OnBootSec=1min` in place of `OnCalendar=`
    "#]],
    );
    check(
        "61 4 * * *",
        expect![[r#"

        61 4 * * *
        ^^^^^^^^^^ this is cron's syntax, which systemd cannot read
        help: write it as systemd does: `Mon..Fri *-*-* 04:00:00`
    "#]],
    );
    check(
        "0 4 * * 1-5 ",
        expect![[r#"

        0 4 * * 1-5 
        ^^^^^^^^^^^^ this is cron's syntax, which systemd cannot read
        help: write `Mon..Fri *-*-* 04:00:00`
        meant: Mon..Fri *-*-* 04:00:00
    "#]],
    );
}

#[test]
fn spans() {
    check(
        "5min",
        expect![[r#"

        5min
        ^^^^ this is a span of time, and no calendar event
        help: write `OnUnitActiveSec=` or `OnBootSec=` for a span, and for a calendar the time, such as `*:0/5` for every five minutes
    "#]],
    );
    check(
        "1 day",
        expect![[r#"

        1 day
        ^^^^^ this is a span of time, and no calendar event
        help: write `OnUnitActiveSec=` or `OnBootSec=` for a span, and for a calendar the time, such as `*:0/5` for every five minutes
    "#]],
    );
    check(
        "every 5 minutes",
        expect![[r#"

        every 5 minutes
        ^^^^^^^^^^^^^^^ this is a span of time, and no calendar event
        help: write `*-*-* *:00/5:00`
        meant: *-*-* *:00/5:00
    "#]],
    );
    check(
        "every 7 minutes",
        expect![[r#"

        every 7 minutes
        ^^^^^^^^^^^^^^^ this is a span of time, and no calendar event
        help: write `OnUnitActiveSec=` or `OnBootSec=` for a span, and for a calendar the time, such as `*:0/5` for every five minutes
    "#]],
    );
    check(
        "every 2 hours",
        expect![[r#"

        every 2 hours
        ^^^^^^^^^^^^^ this is a span of time, and no calendar event
        help: write `*-*-* 00/2:00:00`
        meant: *-*-* 00/2:00:00
    "#]],
    );
    check(
        "every hour",
        expect![[r#"

        every hour
        ^^^^^ `every` is neither a weekday nor a shorthand such as `daily`
        help: write `hourly`
        meant: hourly
    "#]],
    );
    check(
        "every monday",
        expect![[r#"

        every monday
        ^^^^^ `every` is neither a weekday nor a shorthand such as `daily`
        help: write `Mon *-*-* 00:00:00`
        meant: Mon *-*-* 00:00:00
    "#]],
    );
    check(
        "every minute",
        expect![[r#"

        every minute
        ^^^^^ `every` is neither a weekday nor a shorthand such as `daily`
        help: write `minutely`
        meant: minutely
    "#]],
    );
    check(
        "every weekday at 9:00",
        expect![[r#"

        every weekday at 9:00
        ^^^^^ `every` is neither a weekday nor a shorthand such as `daily`
        help: write `Mon..Fri *-*-* 09:00:00`
        meant: Mon..Fri *-*-* 09:00:00
    "#]],
    );
    check(
        "every 90min",
        expect![[r#"

        every 90min
        ^^^^^^^^^^^ this is a span of time, and no calendar event
        help: write `OnUnitActiveSec=` or `OnBootSec=` for a span, and for a calendar the time, such as `*:0/5` for every five minutes
    "#]],
    );
    check(
        "every",
        expect![[r#"

        every
        ^^^^^ `every` is neither a weekday nor a shorthand such as `daily`
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
}

#[test]
fn odd_texts() {
    check(
        "é",
        expect![[r#"

        é
        ^ `é` is neither a weekday nor a shorthand such as `daily`
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "Mon\t10:00",
        expect![[r#"

            Mon	10:00
               ^ only blanks separate weekday, date and time
            help: write `Mon 10:00`
            meant: Mon 10:00
        "#]],
    );
    check(
        "10:00 ",
        expect![[r#"

        10:00 
             ^ systemd takes no blank here
        help: delete the blank
        meant: 10:00
    "#]],
    );
    check(
        "Mon 10:00 é",
        expect![[r#"

        Mon 10:00 é
                  ^ `é` stands where the end of the time or the `:` before the seconds is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "*",
        expect![[r#"

        *
         ^ the expression ends where the `:` between hour and minute is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "* * *",
        expect![[r#"

        * * *
          ^ `*` stands where the `-` of a date or the `:` of a time is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "-",
        expect![[r#"

        -
        ^ `-` stands where a weekday, a date or a time is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "~",
        expect![[r#"

        ~
        ^ `~` stands where a weekday, a date or a time is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
    check(
        "Mon,,Tue",
        expect![[r#"

        Mon,,Tue
            ^^^^ `,Tue` stands where a weekday is due
        help: write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`
    "#]],
    );
}
