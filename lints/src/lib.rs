//! The module model of NixOS and the lints over it.
//!
//! [`Analysis`] is the one entry: [`Analysis::file`] reads one text, [`Analysis::workspace`] joins
//! what was read. Both are pure: no file is opened, no clock is read, nothing is printed.
//!
//! What the text does not say is `None` or [`model::Value::Unknown`] here, and a lint stays silent.

#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::disallowed_types))]

mod analysis;
mod config;
mod context;
mod diagnostic;
mod edits;
mod facts;
mod fix;
mod hiding;
mod index;
mod lint;
mod memory;
mod missing_imports;
pub mod model;
mod plain;
mod printable;
mod registry;
mod release;
mod rules;
mod suppression;
pub mod systemd;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod text_edit;
pub mod unit_files;
mod views;
mod workspace;

#[cfg(debug_assertions)]
pub use analysis::set_fault;
pub use analysis::{Analysis, GIT_CRYPT};
#[cfg(feature = "schema")]
pub use config::config_schema;
pub use config::{
    Config, ConfigChain, ConfigError, ConfigFile, OptionsSpec, Origin, Overrides, SYSTEMD_VERSIONS,
    Setting, lints_by_name, nearest_name, systemd_version,
};
pub use context::{LintContext, ProjectContext};
pub use diagnostic::{Diagnostic, Related, Severity, Tag};
pub use facts::{Fact, UnitKey, Units};
pub use fix::{Applicability, Fix, FixOutcome, MAX_ROUNDS, checked, fix_files, fix_files_with};
pub use lint::{Check, FixAvailability, Group, Lint, Releases, Scope};
pub use memory::{Joined, Memory, Share};
pub use missing_imports::{Disk, Found, leads_nowhere};
pub use printable::printable;
pub use registry::{LINTS, by_name};
pub use release::Release;
pub use suppression::{Suppressed, add_allows, allow_comment, can_be_allowed};
pub use text_edit::{Indel, TextEdit, TextEdits};
pub use workspace::{
    CONFIG_NAME, FileId, FileReport, Remains, SourceFile, import_candidates, nearest_config,
    normalize,
};

pub use line_index::{LineCol, LineIndex, WideEncoding, WideLineCol};

/// The folder of the pages that explain the lints, one each.
pub const DOCS_URL: &str = "https://github.com/cfglint/cfglint/blob/main/docs/lints";
