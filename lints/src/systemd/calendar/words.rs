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
    nearest(&word, names, 2)
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
    let name = nearest(singular, full.iter().map(String::as_str), 2)?;
    full.iter().position(|it| it == name)
}

/// The one of `names` that is nearest to `word`, at most `distance` edits away, and nearer than
/// all others.
pub(super) fn nearest<'n>(
    word: &str,
    names: impl Iterator<Item = &'n str>,
    distance: usize,
) -> Option<&'n str> {
    // Of a short word, two edits leave too little.
    let limit = if word.len() < 6 { 1 } else { distance };
    let mut best: Option<(usize, &str)> = None;
    let mut is_tie = false;
    for name in names {
        if name.len().abs_diff(word.len()) > limit {
            continue;
        }
        let edits = strsim::osa_distance(word, name);
        match best {
            _ if edits > limit => {}
            Some((least, _)) if edits > least => {}
            Some((least, _)) if edits == least => is_tie = true,
            _ => {
                best = Some((edits, name));
                is_tie = false;
            }
        }
    }
    best.filter(|_| !is_tie).map(|(_, name)| name)
}
