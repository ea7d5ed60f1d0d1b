//! The one question about values: what would systemd not take?

use super::time_span::{Bare, Rule};
use super::{
    Directive, ListKind, ValueError, ValueType, Versions, calendar, exec_line, has_hole,
    structured, values,
};

/// What is wrong with `text` as the value of a directive, as it stands after `=`.
///
/// Empty if some of `versions` takes it, if an unknown part of it may make it right, or if the
/// grammar of its type is not certain. Ranges are bytes of `text`; a value with a replacement in its
/// place has fewer mistakes.
pub fn errors(directive: Directive, text: &str, versions: Versions) -> Vec<ValueError> {
    if text.trim_matches(BLANKS).is_empty() {
        let is_wrong = !takes_empty(directive) && versions.all_since(OLDEST_TRIED);
        return Vec::from_iter(is_wrong.then(|| {
            ValueError::new(0..text.len(), "the value is empty")
                .with_help("leave the directive out for its default")
        }));
    }
    if let Some(mut found) = structured::check(directive, text, versions) {
        let count = found.len();
        let is_better = |new: &String| {
            let left = structured::check(directive, new, versions);
            left.is_some_and(|left| left.len() < count)
        };
        for error in &mut found {
            error.replacement = error.replacement.take().filter(is_better);
        }
        return found;
    }
    let kind = directive.value_type();
    let trimmed = text.trim_matches(BLANKS);
    let found = match (kind, rule_of(kind)) {
        (ValueType::Calendar, _) if is_plain(trimmed) => calendar::parse(trimmed).err(),
        (_, Some(rule)) if is_plain(trimmed) => rule.parse(trimmed).err(),
        (ValueType::Calendar, _) | (_, Some(_)) => None,
        _ => return values::check(directive, text, versions).err().into_iter().collect(),
    };
    let before = text.len() - text.trim_start_matches(BLANKS).len();
    found
        .map(|error| ValueError {
            range: error.range.start + before..error.range.end + before,
            ..error
        })
        .into_iter()
        .collect()
}

/// What systemd cuts off at both ends of a value.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The first version to which empty values were given.
const OLDEST_TRIED: u16 = 252;

/// Whether systemd may take the empty value, or do nothing about it. All others were seen to be
/// ignored with a warning.
fn takes_empty(directive: Directive) -> bool {
    let is_strict = matches!(
        directive.value_type(),
        ValueType::Bool
            | ValueType::BusName
            | ValueType::Enum
            | ValueType::EnumOrArgument
            | ValueType::EnumOrBool
            | ValueType::Int
            | ValueType::Mode
            | ValueType::Rlimit
            | ValueType::RlimitBytes
            | ValueType::RlimitMicroseconds
            | ValueType::RlimitNice
            | ValueType::RlimitSeconds
            | ValueType::Signal
            | ValueType::Size
            | ValueType::TimeSpan
            | ValueType::TimeSpanNs
            | ValueType::TimeSpanZeroInfinity
            | ValueType::Unit
            | ValueType::Unsigned
    );
    // The number of `IPTOS=` has a parser of its own.
    !is_strict || directive.list() != ListKind::Scalar || directive.name() == "IPTOS"
}

/// Whether the text stands for itself: it is there, and known throughout.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && !has_hole(text) && !text.contains(['\n', '\r', '%', '\\'])
}

/// Whether the whole unit is refused for this value, and not only its line ignored.
pub fn refuses_unit(directive: Directive, text: &str, versions: Versions) -> bool {
    match directive.value_type() {
        ValueType::Command => {
            exec_line::check(text, versions).is_err_and(|error| error.refuses_unit)
        }
        _ => directive.invalid() == super::Invalid::Unit,
    }
}

fn rule_of(kind: ValueType) -> Option<Rule> {
    Some(match kind {
        ValueType::TimeSpan => Rule::default(),
        ValueType::TimeSpanFinite => Rule { is_finite_second: true, ..Rule::default() },
        ValueType::TimeSpanNs => Rule { bare: Bare::Nanoseconds, ..Rule::default() },
        ValueType::TimeSpanZeroInfinity => Rule { zero_is_infinity: true, ..Rule::default() },
        _ => return None,
    })
}

/// Where a span of time stands for a number: whether a type is one.
pub fn is_time_span(kind: ValueType) -> bool {
    rule_of(kind).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::systemd::{UnitType, directive};

    fn said(section: &str, name: &str, text: &str) -> Vec<String> {
        let unit = if section == "Timer" { UnitType::Timer } else { UnitType::Service };
        let directive = directive(unit, section, name).unwrap();
        let found = errors(directive, text, Versions::SUPPORTED);
        found.into_iter().map(|it| text[it.range].to_owned()).collect()
    }

    #[test]
    fn each_type_has_its_grammar() {
        assert_eq!(said("Timer", "OnCalendar", "0 4 * * *"), ["0 4 * * *"]);
        assert_eq!(said("Service", "TimeoutStartSec", "5mins"), ["mins"]);
        assert_eq!(said("Service", "TimeoutStartSec", "infinity"), <[&str; 0]>::default());
        assert_eq!(said("Service", "MemoryMax", "1GB"), ["1GB"]);
        assert_eq!(said("Service", "StateDirectory", "/var/lib/a"), ["/var/lib/a"]);
        assert_eq!(said("Unit", "After", "a.service,b.service"), [","]);
        assert_eq!(said("Service", "Type", "Simple"), ["Simple"]);
    }

    #[test]
    fn blanks_around_a_value_are_cut_off() {
        for (section, name, text) in [
            ("Timer", "OnCalendar", " daily\t"),
            ("Timer", "OnCalendar", "daily\n"),
            ("Timer", "OnBootSec", " "),
            ("Service", "TimeoutStopSec", " 5min "),
            ("Service", "MemoryMax", " 1G"),
            ("Service", "IPAddressAllow", " localhost. "),
        ] {
            assert!(said(section, name, text).is_empty(), "{name}={text:?}");
        }
        assert_eq!(said("Timer", "OnCalendar", " daily 4 "), ["4"]);
        assert_eq!(said("Service", "TimeoutStopSec", "  5mins "), ["mins"]);
    }

    #[test]
    fn units_of_one_kind() {
        assert_eq!(said("Service", "Slice", "web"), ["web"]);
        assert_eq!(said("Service", "Slice", "web.service"), ["service"]);
        assert!(said("Service", "Slice", "web.slice").is_empty());
        assert!(said("Timer", "Unit", "web.service").is_empty());
        assert_eq!(said("Service", "Sockets", "web.service"), ["service"]);
    }

    #[test]
    fn what_is_not_known_is_taken() {
        for text in ["\u{fffc}", "5\u{fffc}"] {
            assert!(said("Timer", "OnCalendar", text).is_empty());
            assert!(said("Service", "TimeoutStartSec", text).is_empty());
            assert!(said("Service", "MemoryMax", text).is_empty());
        }
    }

    #[test]
    fn empty_values_stand_for_the_default_or_are_ignored() {
        for (section, name) in [
            ("Timer", "OnCalendar"),
            ("Service", "MemoryMax"),
            ("Service", "ExecStart"),
            ("Service", "RestrictNamespaces"),
            ("Unit", "After"),
        ] {
            assert!(said(section, name, "").is_empty(), "{name}=");
        }
        for (section, name) in [
            ("Service", "TimeoutStartSec"),
            ("Service", "Restart"),
            ("Service", "PrivateTmp"),
            ("Service", "UMask"),
            ("Service", "LimitNOFILE"),
            ("Unit", "StartLimitBurst"),
            ("Service", "Slice"),
            ("Unit", "DefaultDependencies"),
        ] {
            assert_eq!(said(section, name, " "), [" "], "{name}=");
        }
        let restart = directive(UnitType::Service, "Service", "Restart").unwrap();
        assert!(errors(restart, "", Versions::only(251)).is_empty());
        assert_eq!(errors(restart, "", Versions::only(252)).len(), 1);
    }
}
