//! The options that are gone, and what took their places.

use crate::{Release, Severity};

/// What to do about one.
#[derive(Clone, Copy)]
pub(super) enum Remedy {
    /// Nothing that an edit could do.
    ByHand,
    /// Delete it: it has no effect any more, or nothing was built with it.
    Delete,
    /// The same value under another name.
    Rename(&'static str),
    /// Seconds, which are days under another name.
    Days(&'static str),
    /// `production`: the server follows from it.
    Production,
}

/// An option that is gone.
pub(super) struct Row {
    /// Where it was: below `security.acme`, `*` for the certificate.
    pub(super) path: &'static [&'static str],
    /// The first release without it.
    pub(super) since: Release,
    /// An error where the configuration does not evaluate any more.
    pub(super) severity: Severity,
    /// What became of it, and what to do.
    pub(super) text: &'static str,
    pub(super) remedy: Remedy,
}

const fn row(
    path: &'static [&'static str],
    since: (u8, u8),
    severity: Severity,
    text: &'static str,
    remedy: Remedy,
) -> Row {
    let (year, month) = since;
    Row { path, since: Release { year, month }, severity, text, remedy }
}

const BEFORE: &str = "was removed in 20.03: order a unit of yours before acme-<name>.service, and let it be required by that";
const ENVIRONMENT: &str = "is now environmentFile: rename it";

use Remedy::{ByHand, Days, Delete, Production, Rename};
use Severity::{Error, Warning};

pub(super) const ROWS: &[Row] = &[
    row(
        &["production"],
        (20, 3),
        Error,
        "was removed in 20.03: name the staging server in defaults.server, or nothing for the real one",
        Production,
    ),
    row(
        &["directory"],
        (20, 3),
        Error,
        "was removed in 20.03: certificates are always in /var/lib/acme",
        ByHand,
    ),
    row(
        &["validMin"],
        (20, 3),
        Warning,
        "is now defaults.validMinDays: divide it by 86400",
        Days("defaults.validMinDays"),
    ),
    row(&["preDelay"], (20, 3), Error, BEFORE, ByHand),
    row(&["activationDelay"], (20, 3), Error, BEFORE, ByHand),
    row(&["certs", "*", "preDelay"], (20, 3), Error, BEFORE, ByHand),
    row(&["certs", "*", "activationDelay"], (20, 3), Error, BEFORE, ByHand),
    row(
        &["certs", "*", "plugins"],
        (20, 3),
        Error,
        "was removed in 20.03: delete it, all files are always made",
        Delete,
    ),
    row(
        &["certs", "*", "user"],
        (20, 9),
        Error,
        "was removed in 20.09: delete it, and let group say who reads the files",
        Delete,
    ),
    row(
        &["certs", "*", "allowKeysForGroup"],
        (20, 9),
        Error,
        "was removed in 20.09: delete it, all files can be read by group",
        Delete,
    ),
    row(
        &["validMinDays"],
        (22, 5),
        Warning,
        "is now defaults.validMinDays: rename it",
        Rename("defaults.validMinDays"),
    ),
    row(
        &["renewInterval"],
        (22, 5),
        Warning,
        "is now defaults.renewInterval: rename it",
        Rename("defaults.renewInterval"),
    ),
    row(&["email"], (22, 5), Warning, "is now defaults.email: rename it", Rename("defaults.email")),
    row(
        &["server"],
        (22, 5),
        Warning,
        "is now defaults.server: rename it",
        Rename("defaults.server"),
    ),
    row(
        &["enableDebugLogs"],
        (22, 5),
        Warning,
        "is now defaults.enableDebugLogs: rename it",
        Rename("defaults.enableDebugLogs"),
    ),
    row(
        &["certs", "*", "credentialsFile"],
        (23, 11),
        Warning,
        ENVIRONMENT,
        Rename("environmentFile"),
    ),
    row(
        &["defaults", "credentialsFile"],
        (23, 11),
        Warning,
        ENVIRONMENT,
        Rename("environmentFile"),
    ),
    row(
        &["preliminarySelfsigned"],
        (25, 11),
        Warning,
        "was removed in 25.11: delete it, such a certificate is always made first",
        Delete,
    ),
];
