//! The zone at the end of an expression.

use super::Zone;
use super::words::nearest;

/// The names of the zone database (release 2025b with its old names), sorted by bytes.
const NAMES: &str = include_str!("zones.txt");

/// What zones call their time: the machine's own two are taken, in any case.
/// From what `tzset` makes of each file of the zone database, without the numbers.
const ABBREVIATIONS: &[&str] = &[
    "ACDT", "ACST", "ADT", "AEDT", "AEST", "AKDT", "AKST", "APT", "AST", "AWDT", "AWST", "BST",
    "CAST", "CAT", "CDT", "CEST", "CET", "ChST", "CPT", "CST", "EAST", "EAT", "EDT", "EEST", "EET",
    "EST", "GDT", "GMT", "HDT", "HKST", "HKT", "HPT", "HST", "IDT", "IST", "JDT", "JST", "KDT",
    "KST", "MDT", "MEST", "MET", "MSD", "MSK", "MST", "NDT", "NST", "NZDT", "NZST", "PDT", "PKST",
    "PKT", "PST", "SAST", "SST", "WAST", "WAT", "WEST", "WET", "WIB", "WIT", "WITA",
];

/// The parts of the world in which new zones appear.
const AREAS: &[&str] = &[
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// Splits the zone off, with the one blank before it.
pub(super) fn split(text: &str) -> (&str, Zone) {
    let bytes = text.as_bytes();
    if bytes.len() >= 4 && bytes[bytes.len() - 4..].eq_ignore_ascii_case(b" UTC") {
        return (&text[..text.len() - 4], Zone::Utc);
    }
    let Some(blank) = text.rfind(' ') else {
        return (text, Zone::Local);
    };
    match named(&text[blank + 1..]) {
        Some(zone) => (&text[..blank], zone),
        None => (text, Zone::Local),
    }
}

/// The zone of this name, unless systemd refuses it everywhere.
pub(super) fn named(word: &str) -> Option<Zone> {
    // systemd's look-up is by file name, and so exact; one blank more is no part of a name.
    if is_known(word) || is_new(word) {
        return Some(Zone::Named(word.to_owned()));
    }
    if let Some(name) = ABBREVIATIONS.iter().find(|name| name.eq_ignore_ascii_case(word)) {
        return Some(Zone::Abbreviation(name));
    }
    let digits = word.strip_prefix(['+', '-'])?;
    let is_offset = matches!(digits.len(), 2 | 4) && digits.bytes().all(|it| it.is_ascii_digit());
    is_offset.then(|| Zone::Offset(word.to_owned()))
}

/// The name that `word` must be a misspelling of.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    if !word.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    if let Some(name) = NAMES.lines().find(|name| name.eq_ignore_ascii_case(word)) {
        return Some(name);
    }
    word.contains('/').then(|| nearest(word, NAMES.lines())).flatten()
}

fn is_known(word: &str) -> bool {
    // Both copies of the database that some systems have beside it.
    let name = word.strip_prefix("posix/").unwrap_or(word);
    let name = name.strip_prefix("right/").unwrap_or(name);
    name.starts_with(|it: char| it.is_ascii_alphabetic()) && NAMES.lines().any(|it| it == name)
}

/// Whether a later release of the database may have `word`: a place in a part of the world, which
/// resembles none that is known.
fn is_new(word: &str) -> bool {
    let Some((area, place)) = word.split_once('/') else {
        return false;
    };
    let is_place = |it: &str| {
        it.len() > 2
            && it.starts_with(|it: char| it.is_ascii_uppercase())
            && it.bytes().all(|it| it.is_ascii_alphabetic() || it == b'_' || it == b'-')
    };
    AREAS.contains(&area) && place.split('/').all(is_place) && meant(word).is_none()
}
