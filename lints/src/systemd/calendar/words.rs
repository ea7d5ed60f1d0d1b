//! The words of calendar expressions.

/// The weekdays in full; their first three letters are the other spelling.
pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The shorthands and what they stand for.
pub(super) const SHORTHANDS: &[(&str, &str)] = &[
    ("minutely", "*-*-* *:*:00"),
    ("hourly", "*-*-* *:00:00"),
    ("daily", "*-*-* 00:00:00"),
    ("weekly", "Mon *-*-* 00:00:00"),
    ("monthly", "*-*-01 00:00:00"),
    ("quarterly", "*-01,04,07,10-01 00:00:00"),
    ("semiannually", "*-01,07-01 00:00:00"),
    ("semi-annually", "*-01,07-01 00:00:00"),
    ("biannually", "*-01,07-01 00:00:00"),
    ("bi-annually", "*-01,07-01 00:00:00"),
    ("yearly", "*-01-01 00:00:00"),
    ("annually", "*-01-01 00:00:00"),
    // systemd takes this misspelling since ever.
    ("anually", "*-01-01 00:00:00"),
];

/// What a shorthand stands for.
pub(super) fn shorthand(word: &str) -> Option<&'static str> {
    SHORTHANDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, spec)| *spec)
}

/// The weekday at the beginning of `text`, 0 for Monday, and the length of its name.
pub(super) fn weekday_prefix(text: &str) -> Option<(usize, usize)> {
    let begins = |name: &str| {
        text.as_bytes().get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
    };
    WEEKDAYS.iter().enumerate().find_map(|(day, name)| {
        [*name, &name[..3]].into_iter().find(|name| begins(name)).map(|name| (day, name.len()))
    })
}

/// The shorthand that `word` is a misspelling of.
pub(super) fn shorthand_meant(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    let names = SHORTHANDS.iter().map(|(name, _)| *name).filter(|name| *name != "anually");
    nearest(&word, names)
}

/// The weekday that `word` is another or a wrong spelling of.
pub(super) fn weekday_meant(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower).trim_end_matches('.');
    if singular.len() < 2 {
        return None;
    }
    let full = WEEKDAYS.map(str::to_ascii_lowercase);
    if let Some(day) = full.iter().position(|name| name.starts_with(singular)) {
        return Some(day);
    }
    // "Thrs" is as near to "Tues" as to "Thurs", so that short words are no use.
    if singular.len() < 5 {
        return None;
    }
    let name = nearest(singular, full.iter().map(String::as_str))?;
    full.iter().position(|it| it == name)
}

/// The one of `names` that is one edit away from `word`, if there is only one. With two edits,
/// `biweekly` would be weekly.
pub(super) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let is_near =
        |name: &&str| name.len().abs_diff(word.len()) <= 1 && strsim::osa_distance(word, name) == 1;
    let mut near = names.filter(is_near);
    let name = near.next()?;
    near.next().is_none().then_some(name)
}
