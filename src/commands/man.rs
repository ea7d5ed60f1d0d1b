//! `cfglint man`: manual pages, for those who package cfglint.

use std::path::Path;

use clap::CommandFactory;

use crate::Outcome;
use crate::args::Args;
use crate::error::{Error, reason};

/// Writes a page for the program and for each command into `folder`.
pub(crate) fn man(folder: &Path) -> miette::Result<Outcome> {
    let pages = std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    match pages {
        Ok(()) => Ok(Outcome::Clean),
        Err(error) => Err(Error::not_written(folder, reason(&error)).into()),
    }
}
