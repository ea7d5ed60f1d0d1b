//! A bar for whoever sits at a terminal and waits.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;
use std::{env, io};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that ends sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(100);

/// How far a run has come, in files. Does nothing where nobody would see it.
#[derive(Default)]
pub(crate) struct Progress {
    shown: Option<Shown>,
}

struct Shown {
    bar: ProgressBar,
    /// Sends nothing: its end is the message.
    end: Sender<()>,
    painter: JoinHandle<()>,
}

impl Progress {
    /// Shows a bar from half a second on, if standard error is a terminal that somebody watches.
    pub(crate) fn start(is_quiet: bool) -> Progress {
        let is_automatic = env::var_os("CI").is_some_and(|value| !value.is_empty());
        let is_dumb = env::var_os("TERM").is_none_or(|value| value == "dumb");
        if is_quiet || is_automatic || is_dumb || !io::stderr().is_terminal() {
            return Progress::default();
        }
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} files") {
            bar.set_style(style.progress_chars("=> "));
        }
        let (end, ending) = mpsc::channel::<()>();
        let late = bar.clone();
        let paint = move || {
            if ending.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                late.set_draw_target(ProgressDrawTarget::stderr());
                late.enable_steady_tick(TICK);
                ending.recv().ok();
                late.finish_and_clear();
            }
        };
        match std::thread::Builder::new().name("progress".to_owned()).spawn(paint) {
            Ok(painter) => Progress { shown: Some(Shown { bar, end, painter }) },
            Err(_) => Progress::default(),
        }
    }

    /// So many more files are to be done.
    pub(crate) fn expect(&self, files: usize) {
        if let Some(shown) = &self.shown {
            shown.bar.inc_length(files as u64);
        }
    }

    /// One file is done.
    pub(crate) fn step(&self) {
        if let Some(shown) = &self.shown {
            shown.bar.inc(1);
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&mut self) {
        if let Some(Shown { end, painter, .. }) = self.shown.take() {
            drop(end);
            painter.join().ok();
        }
    }
}

impl Drop for Progress {
    /// Before an error is printed, too.
    fn drop(&mut self) {
        self.finish();
    }
}
