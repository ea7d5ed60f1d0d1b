//! What systemd would take.

use std::str;

use cfglint_lints::systemd::calendar::{cron_to_calendar, parse};
use cfglint_lints::systemd::{UNIT_SECTIONS, UnitType, Versions, directive, errors, refuses_unit};

/// `data` is a byte for the type of the unit, and `Directive=value`.
///
/// Places lie in the value, what is offered instead is better, and a calendar that is normalized
/// stays as it is.
pub fn values(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let Ok(text) = str::from_utf8(rest) else { return };
    let (name, value) = text.split_once('=').unwrap_or(("", text));
    let unit = UnitType::ALL[*kind as usize % UnitType::ALL.len()];
    for section in UNIT_SECTIONS {
        if let Some(directive) = directive(unit, section, name) {
            for versions in [Versions::SUPPORTED, Versions::ALL] {
                let found = errors(directive, value, versions);
                for error in &found {
                    assert!(value.get(error.range.clone()).is_some(), "{error:?}");
                    assert!(!error.message.is_empty());
                    if let Some(new) = &error.replacement {
                        let left = errors(directive, new, versions).len();
                        assert!(left < found.len(), "{name} = {value:?}: {new:?} is no better");
                    }
                }
                refuses_unit(directive, value, versions);
            }
        }
    }
    if let Ok(calendar) = parse(value) {
        let normalized = calendar.normalized();
        let again = parse(&normalized).map(|it| it.normalized());
        assert_eq!(again.as_ref(), Ok(&normalized), "{value:?}");
        let first = calendar.next_after(1_700_000_000_000_000);
        assert!(first.is_none_or(|at| at > 1_700_000_000_000_000), "{value:?} runs in the past");
    }
    if let Some(calendar) = cron_to_calendar(value) {
        assert!(parse(&calendar).is_ok(), "{value:?} becomes {calendar:?}");
    }
}
