//! The terminal that standard output may be, and the pager for texts that it does not hold.

use std::env;
use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

/// The widest lines that are pleasant to read, in columns.
const WIDEST: usize = 100;

/// What standard output is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    is_terminal: bool,
    columns: usize,
    rows: usize,
}

impl Screen {
    pub(crate) fn of_stdout() -> Screen {
        let is_terminal =
            std::io::stdout().is_terminal() && env::var_os("TERM") != Some("dumb".into());
        let size = terminal_size::terminal_size().filter(|_| is_terminal);
        let (columns, rows) = match size {
            Some((width, height)) => (usize::from(width.0), usize::from(height.0)),
            // What a terminal has that does not say.
            None if is_terminal => (80, 24),
            None => (WIDEST, usize::MAX),
        };
        Screen { is_terminal, columns: columns.clamp(40, WIDEST), rows }
    }

    /// How long lines may be.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// Whether it takes colours, and nobody has asked for none.
    pub(crate) fn has_styles(&self) -> bool {
        self.is_terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }
}

/// Shows a text through `$PAGER`, if it is longer than the screen and somebody sits there to turn
/// the pages. Says whether that was done.
pub(crate) fn page(screen: &Screen, text: &str) -> bool {
    let is_watched = screen.is_terminal
        && std::io::stdin().is_terminal()
        && env::var_os("CI").is_none_or(|value| value.is_empty());
    if !is_watched || text.lines().count() < screen.rows {
        return false;
    }
    let pager = env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let mut words = pager.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else {
        return false;
    };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // Colours, no waiting where all fits, and the text stays on the screen.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        // Whoever leaves the pager early wants no more.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait().is_ok()
}
