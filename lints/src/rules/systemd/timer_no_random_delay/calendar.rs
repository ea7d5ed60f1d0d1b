//! Times at which a timer elapses.

use crate::facts::Fact;
use crate::model::Value;

/// The first fixed time of a value, and the delay that suits it.
pub(super) fn delay_for(value: &Value) -> Option<(String, &'static str)> {
    value.items().iter().find_map(|item| {
        let time = item.value.as_str()?;
        let delay = match time.trim().to_ascii_lowercase().as_str() {
            "hourly" => "10m",
            "daily" => "1h",
            "weekly" | "monthly" | "quarterly" | "semiannually" | "annually" | "yearly" => "12h",
            other if is_fixed(other) => "1h",
            _ => return None,
        };
        Some((time.to_owned(), delay))
    })
}

/// `[day] [*-*-*] HH:MM[:SS]`
fn is_fixed(time: &str) -> bool {
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut words: Vec<&str> = time.split_whitespace().collect();
    let clock = words.pop().unwrap_or_default();
    if words.last() == Some(&"*-*-*") {
        words.pop();
    }
    let is_day = |day: &str| DAYS.iter().any(|it| day.starts_with(it));
    let is_number = |text: &str| text.len() == 2 && text.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = clock.split(':').collect();
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(|it| is_number(it))
        && match words.as_slice() {
            [] => true,
            [day] => is_day(day) && day.bytes().all(|it| it.is_ascii_alphabetic()),
            _ => false,
        }
}

/// Whether an `AccuracySec` may be so wide that machines differ anyway.
pub(super) fn is_wide(accuracy: &Fact<'_>) -> bool {
    let Some(text) = accuracy.definition.value.as_str() else {
        return true;
    };
    let digits = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_number = digits.len() < text.len();
    let is_short = matches!(digits.trim(), "" | "s" | "sec" | "second" | "seconds" | "ms" | "us")
        || matches!(digits.trim(), "m" | "min" | "minute" | "minutes");
    !(is_number && is_short)
}
