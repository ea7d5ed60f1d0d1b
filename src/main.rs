//! The `cfglint` program: reads arguments, runs a command, answers with an exit code.

/// Standard error may be a file on a full disk; those of the standard library panic then, in the
/// middle of whatever is going on.
macro_rules! eprint {
    ($($text:tt)*) => {
        drop(std::io::Write::write_fmt(&mut std::io::stderr(), format_args!($($text)*)))
    };
}
macro_rules! eprintln {
    () => { eprint!("\n") };
    ($($text:tt)*) => { eprint!("{}\n", format_args!($($text)*)) };
}

mod args;
mod baseline;
mod cache;
mod changes;
mod commands;
mod error;
mod files;
mod interrupt;
mod layout;
mod progress;
mod project;
mod render;
mod settings;
mod shard;
mod source_files;
mod terminal;
mod unified_diff;

use std::borrow::Cow;
use std::ffi::OsString;
use std::process::ExitCode;

use cfglint_lints::printable;
use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    install_panic_hook();
    // Names of lints have hyphens; a line must not break there. The hook can only be set once, here.
    miette::set_hook(Box::new(|_| {
        Box::new(miette::MietteHandlerOpts::new().wrap_lines(false).build())
    }))
    .ok();
    // How the tests bring about what should never be: `CFGLINT_FAULT="LINT FILE"` makes a lint panic.
    #[cfg(debug_assertions)]
    if let Ok(fault) = std::env::var("CFGLINT_FAULT") {
        let (lint, file) = fault.split_once(' ').unwrap_or((&fault, ""));
        cfglint_lints::set_fault(lint, file);
    }
    let args = args::Args::try_parse().unwrap_or_else(|error| exit_with(&error));
    let outcome = std::panic::catch_unwind(|| commands::run(args));
    match outcome {
        Ok(Ok(outcome)) => outcome.into(),
        Ok(Err(report)) => {
            eprintln!("{report:?}");
            Outcome::Failed.into()
        }
        Err(_) => Outcome::Internal.into(),
    }
}

/// Says what is wrong with the arguments, or helps. A hook hands over names of files that strangers
/// have chosen, so what is quoted of them must not drive the terminal.
fn exit_with(error: &clap::Error) -> ! {
    let is_hostile = |it: OsString| matches!(printable(&it.to_string_lossy()), Cow::Owned(_));
    if !std::env::args_os().any(is_hostile) {
        error.exit();
    }
    eprint!("{}", printable(&error.render().to_string()));
    std::process::exit(error.exit_code());
}

/// What a run came to, as its exit code. Ordered: a later one outweighs an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// 0: nothing at or above the threshold.
    Clean,
    /// 1: findings at or above the threshold.
    Findings,
    /// 2: wrong usage or configuration, or a path that could not be read.
    Failed,
    /// 3: a bug in cfglint.
    Internal,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Says where cfglint failed, in one line that can be pasted into a report.
fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        let payload = panic.payload();
        let message = match payload.downcast_ref::<&str>() {
            Some(message) => message,
            None => payload.downcast_ref::<String>().map_or("no message", String::as_str),
        };
        eprintln!(
            "cfglint {} failed at {}: {message}\nThis is a bug in cfglint; please report it at {}/issues",
            env!("CARGO_PKG_VERSION"),
            place.as_deref().unwrap_or("an unknown place"),
            env!("CARGO_PKG_REPOSITORY"),
        );
    }));
}
