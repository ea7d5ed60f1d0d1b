//! What a lint is.

use std::fmt;

use cfglint_syntax::{Node, SyntaxKind};

use crate::context::{LintContext, ProjectContext};
use crate::model::Definition;
use crate::unit_files::SettingLines;
use crate::{OptionsSpec, Release, Severity};

/// A lint: what it says of itself, and its check.
#[derive(Debug)]
pub struct Lint {
    /// `syslog-output`: the pattern that is flagged, so that `allow(…)` reads well.
    pub name: &'static str,
    /// The documentation, in Markdown; its first line is the summary.
    pub docs: &'static str,
    /// What it is about.
    pub group: Group,
    /// How bad its findings are unless configured otherwise.
    pub severity: Severity,
    /// Whether it runs unless configured otherwise.
    pub on_by_default: bool,
    /// How much it has to see.
    pub scope: Scope,
    /// The releases of NixOS in which its statement is true.
    pub holds: Releases,
    /// Whether its findings come with fixes.
    pub fix: FixAvailability,
    /// The version of cfglint that had it first.
    pub since: &'static str,
    /// The file and line of its declaration.
    pub source: (&'static str, u32),
    /// Its own options, the table `[lint.<name>]` of the settings.
    pub options: Option<OptionsSpec>,
    /// How it looks.
    pub check: Check,
}

/// How a lint looks.
#[derive(Debug)]
pub enum Check {
    /// At syntax nodes of these kinds that have this word in them: no others are walked.
    Node(&'static [SyntaxKind], &'static str, fn(&mut LintContext<'_>, Node<'_>)),
    /// At definitions whose last name is one of these.
    Definition(&'static [&'static str], fn(&mut LintContext<'_>, &Definition)),
    /// At each part of a unit file that one file says.
    Setting(fn(&mut LintContext<'_>, &SettingLines<'_>)),
    /// At one file as a whole.
    Module(fn(&mut LintContext<'_>)),
    /// At all files together.
    Project(fn(&mut ProjectContext<'_>)),
    /// At one unit of all files after another: what it says of a unit follows from that unit and
    /// from what it asks while it looks at it, so that only some units are looked at again when
    /// something has changed.
    Units(fn(&mut ProjectContext<'_>)),
    /// The engine itself reports it.
    Engine,
}

/// What lints are about. The names are those used in configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Certificates by `security.acme`.
    Acme,
    /// Who may do what: sudo, doas, PAM, polkit, name services.
    Auth,
    /// `systemd.services.<name>.confinement`.
    Confinement,
    /// Declarations of options, and options that are gone.
    ModuleSystem,
    /// The text as such.
    Nix,
    /// Overlays and packages.
    Nixpkgs,
    /// File systems and kernel settings.
    Security,
    /// Secrets in the Nix store.
    StoreSecrets,
    /// Units.
    Systemd,
    /// Certificates and keys as programs use them.
    Tls,
}

impl Group {
    /// All groups.
    pub const ALL: [Group; 10] = [
        Group::Acme,
        Group::Auth,
        Group::Confinement,
        Group::ModuleSystem,
        Group::Nix,
        Group::Nixpkgs,
        Group::Security,
        Group::StoreSecrets,
        Group::Systemd,
        Group::Tls,
    ];

    /// `store-secrets`
    pub const fn name(self) -> &'static str {
        match self {
            Group::Acme => "acme",
            Group::Auth => "auth",
            Group::Confinement => "confinement",
            Group::ModuleSystem => "module-system",
            Group::Nix => "nix",
            Group::Nixpkgs => "nixpkgs",
            Group::Security => "security",
            Group::StoreSecrets => "store-secrets",
            Group::Systemd => "systemd",
            Group::Tls => "tls",
        }
    }
}

/// How much a lint has to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One file.
    File,
    /// All files of a run.
    Project,
    /// All files of a whole machine: it concludes from what is absent.
    ClosedWorld,
}

impl Scope {
    /// `closed-world`
    pub const fn name(self) -> &'static str {
        match self {
            Scope::File => "file",
            Scope::Project => "project",
            Scope::ClosedWorld => "closed-world",
        }
    }
}

/// Whether findings of a lint come with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FixAvailability {
    /// Never.
    None,
    /// Where it can be done without guessing.
    Sometimes,
    /// Always.
    Always,
}

impl FixAvailability {
    /// `sometimes`
    pub const fn name(self) -> &'static str {
        match self {
            FixAvailability::None => "none",
            FixAvailability::Sometimes => "sometimes",
            FixAvailability::Always => "always",
        }
    }
}

/// A range of releases, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Releases {
    /// The first, if there is one.
    pub first: Option<Release>,
    /// The last, if there is one.
    pub last: Option<Release>,
}

impl Releases {
    /// All of them.
    pub const ALL: Releases = Releases { first: None, last: None };

    /// From `year.month` on.
    pub const fn since(year: u8, month: u8) -> Releases {
        Releases { first: Some(Release { year, month }), last: None }
    }

    /// From one release to another.
    pub const fn between(first: (u8, u8), last: (u8, u8)) -> Releases {
        Releases {
            first: Some(Release { year: first.0, month: first.1 }),
            last: Some(Release { year: last.0, month: last.1 }),
        }
    }

    /// Whether `release` lies in the range. An unknown release lies in every range.
    pub fn contain(self, release: Option<Release>) -> bool {
        let Some(release) = release else { return true };
        self.first.is_none_or(|first| first <= release)
            && self.last.is_none_or(|last| release <= last)
    }
}

impl fmt::Display for Releases {
    /// `since 20.03`, `up to 20.09`, `from 20.03 to 20.09`, `in all releases`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (None, None) => f.write_str("in all releases"),
            (Some(first), None) => write!(f, "since {first}"),
            (None, Some(last)) => write!(f, "up to {last}"),
            (Some(first), Some(last)) => write!(f, "from {first} to {last}"),
        }
    }
}

impl Lint {
    /// The page that explains it.
    pub fn url(&self) -> String {
        format!("{}/{}.md", crate::DOCS_URL, self.name)
    }

    /// The first line of the documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.trim_start().lines().next().unwrap_or_default().trim()
    }
}

/// Declares a lint from its documentation and its properties.
macro_rules! declare_lint {
    (
        $(#[doc = $doc:literal])*
        pub(crate) static $static:ident = {
            name: $name:literal, group: $group:ident, severity: $severity:ident,
            on_by_default: $on:literal, scope: $scope:ident, holds: $holds:expr,
            fix: $fix:ident, since: $since:literal, $(options: $options:ty,)?
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        pub(crate) static $static: $crate::Lint = $crate::Lint {
            name: $name,
            docs: concat!($($doc, "\n",)*),
            group: $crate::Group::$group,
            severity: $crate::Severity::$severity,
            on_by_default: $on,
            scope: $crate::Scope::$scope,
            holds: $holds,
            fix: $crate::FixAvailability::$fix,
            since: $since,
            source: (file!(), line!()),
            options: $crate::lint::options_spec!($($options)?),
            check: $check,
        };
    };
}

/// The options of a lint, if it has some.
macro_rules! options_spec {
    () => {
        None
    };
    ($options:ty) => {
        Some($crate::OptionsSpec::of::<$options>())
    };
}

pub(crate) use declare_lint;
pub(crate) use options_spec;
