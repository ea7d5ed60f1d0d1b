//! One function for each command.

mod check;
mod config;
mod explain;
mod init;
mod lints;
mod man;
mod markdown;
mod merge;
mod model;
mod units;

use std::io::{self, Write};

use clap::CommandFactory;

use crate::Outcome;
use crate::args::{Args, Command};
use crate::error::{Error, reason};

/// Runs the command that the arguments name.
pub(crate) fn run(args: Args) -> miette::Result<Outcome> {
    match args.command {
        Command::Check(args) => check::check(&args),
        Command::Merge { files, output_file } => merge::merge(&files, output_file.as_deref()),
        Command::Explain(args) => explain::explain(&args),
        Command::Lints(args) => lints::lints(&args),
        Command::Model(args) => model::model(&args),
        Command::Units(args) => units::units(&args),
        Command::Config(args) => config::config(&args),
        Command::Init { path } => init::init(&path),
        Command::Lsp(args) => lsp(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "cfglint", &mut script);
            print(&script)?;
            Ok(Outcome::Clean)
        }
        Command::Man { folder } => man::man(&folder),
    }
}

fn lsp(args: &crate::args::Lsp) -> miette::Result<Outcome> {
    match cfglint_lsp::run(args.log_file.as_deref()) == std::process::ExitCode::SUCCESS {
        true => Ok(Outcome::Clean),
        false => Ok(Outcome::Findings),
    }
}

/// Writes to standard output. A reader that has gone away wants no more, which is no error.
fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Output { reason: reason(&error) })
        }
        _ => Ok(()),
    }
}
