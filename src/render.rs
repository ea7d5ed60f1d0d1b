//! Findings as text, in one format or another.

mod concise;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod sarif;
mod statistics;

use cfglint_lints::{Diagnostic, Suppressed};

pub(crate) use fingerprint::fingerprints;
pub(crate) use json::pretty as json_pretty;

use crate::args::Format;
use crate::files::FileStore;

/// How to print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) format: Format,
    /// Whether to use the escape sequences of terminals.
    pub(crate) is_coloured: bool,
    /// Whether names of lints lead to their pages, in terminals that know hyperlinks.
    pub(crate) has_links: bool,
    /// Only the numbers of findings.
    pub(crate) statistics: bool,
    /// Whether to close with a summary, where the format has one.
    pub(crate) summary: bool,
}

/// The findings as the bytes to write. `suppressed`, if it is wanted, only SARIF has words for.
pub(crate) fn render(
    style: Style,
    files: &FileStore,
    found: &[Diagnostic],
    suppressed: Option<&[Suppressed]>,
) -> Vec<u8> {
    match (style.format, style.statistics) {
        (Format::Json | Format::JsonLines, true) => statistics::json(found),
        (_, true) => statistics::text(found),
        (Format::Human, false) => human::render(style, files, found),
        (Format::Concise, false) => concise::render(files, found),
        (Format::Json, false) => json::array(files, found),
        (Format::JsonLines, false) => json::lines(files, found),
        (Format::Sarif, false) => sarif::render(files, found, suppressed),
        (Format::Github, false) => github::render(files, found),
        (Format::Gitlab, false) => gitlab::render(files, found),
        (Format::Junit, false) => junit::render(files, found),
    }
}

/// `1 error`, `2 errors`
pub(crate) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
