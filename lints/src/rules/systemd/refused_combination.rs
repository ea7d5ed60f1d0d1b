//! Reports directives that systemd does not take together.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

mod isolate;
#[cfg(test)]
mod tests;

declare_lint! {
    /// Two directives of a unit that exclude each other.
    ///
    /// ## Why
    /// Each of them is right by itself, so that nothing complains before the switch.
    /// systemd then refuses the unit as a whole, and the service is not there.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.shell.serviceConfig = { PAMName = "login"; KillMode = "process"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.shell.serviceConfig = { PAMName = "login"; KillMode = "mixed"; }; }
    /// ```
    ///
    /// ## References
    /// `systemd.service(5)`, `systemd.exec(5)`; `service_verify` in systemd's `src/core/service.c`.
    pub(crate) static REFUSED_COMBINATION = {
        name: "refused-combination", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

/// Two directives of `[Service]` with values of which systemd takes only one.
struct Pair {
    first: (&'static str, &'static [&'static str]),
    second: (&'static str, Values),
    /// The first version that refuses them.
    since: u16,
    /// Whether older versions do not know the second one, and ignore it.
    is_new: bool,
    help: &'static str,
}

/// The values of a directive that are meant.
#[derive(Clone, Copy)]
enum Values {
    /// Each but the empty one.
    Any,
    /// One of these.
    Words(&'static [&'static str]),
    /// Paths below these folders.
    Below(&'static [&'static str]),
}

const TRUE: &[&str] = &["true", "yes", "on", "1"];

const PAIRS: &[Pair] = &[
    Pair {
        first: ("Type", &["oneshot"]),
        second: ("ExitType", Values::Words(&["cgroup"])),
        since: 250,
        is_new: false,
        help: "a one-shot service ends with its command; delete `ExitType`",
    },
    Pair {
        first: ("Type", &["forking"]),
        second: ("PrivatePIDs", Values::Words(TRUE)),
        since: 257,
        is_new: true,
        help: "start the program in the foreground, with another `Type`",
    },
    Pair {
        first: ("KillMode", &["process", "none"]),
        second: ("PAMName", Values::Any),
        since: 1,
        is_new: false,
        help: "with a PAM session, `KillMode` must be `control-group` or `mixed`",
    },
    Pair {
        first: ("DynamicUser", TRUE),
        second: ("WorkingDirectory", Values::Words(&["~"])),
        since: 257,
        is_new: false,
        help: "a dynamic user has no home; use `StateDirectory` and `WorkingDirectory=%S/…`",
    },
    Pair {
        first: ("PrivateTmp", TRUE),
        second: ("WorkingDirectory", Values::Below(&["/proc/", "/sys/", "/dev/"])),
        since: 262,
        is_new: false,
        help: "work in another folder; the command can still use the path",
    },
];

impl Values {
    fn have(self, value: &str) -> bool {
        match self {
            Values::Any => !value.is_empty(),
            Values::Words(words) => words.contains(&value),
            Values::Below(folders) => {
                // A folder that need not be there has a dash before it.
                let path = value.strip_prefix('-').unwrap_or(value);
                folders.iter().any(|it| path.strip_prefix(it).is_some_and(is_inside))
            }
        }
    }
}

/// Whether a path leads further down, and not up again.
fn is_inside(rest: &str) -> bool {
    let mut parts = rest.split('/');
    parts.clone().any(|it| !matches!(it, "" | ".")) && parts.all(|it| it != "..")
}

fn check(cx: &mut ProjectContext<'_>) {
    isolate::check(cx);
    let versions = cx.versions();
    for pair in PAIRS {
        // Some versions know no better than to ignore one of the two, and others refuse the unit.
        let is_mixed = pair.is_new && versions.any_since(pair.since);
        if !versions.all_since(pair.since) && !is_mixed {
            continue;
        }
        let (first, second) = (pair.first, pair.second);
        whole::for_each(cx, Some(UnitType::Service), "Service", &[first.0], |cx, unit, _| {
            let Some(one) = unit.value_of("Service", first.0, first.1) else { return };
            let Some(other) = unit.value("Service", second.0) else { return };
            let value = other.line.literal().unwrap_or_default();
            if !second.1.have(value) {
                return;
            }
            let since = match versions.all_since(pair.since) {
                true => String::new(),
                false => format!(" from version {} on", pair.since),
            };
            let message = format!(
                "systemd refuses `{}`{since}: it does not take `{}={value}` with `{}={}`",
                unit.name(),
                second.0,
                first.0,
                one.line.literal().unwrap_or_default(),
            );
            let (range, place) = (other.range(cx), one.range(cx));
            cx.report(other.fact.file, range, message)
                .help(pair.help)
                .related(&one.fact.file.source, place, "this is the other one")
                .emit();
        });
    }
}
