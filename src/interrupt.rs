//! Ctrl-C, and what else asks the program to end, while files are written.
//!
//! Each file is replaced at once, so an end at any moment leaves it old or new. What is gained by
//! waiting for the file at hand is that no temporary file is left, and that the user is told.

use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Debug)]
struct State {
    /// How many parts of the program write.
    writers: usize,
    /// The signal that came meanwhile.
    signal: Option<i32>,
}

static STATE: Mutex<State> = Mutex::new(State { writers: 0, signal: None });

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Holds back the end of the program as long as it lives.
#[must_use]
pub(crate) struct Hold(());

/// From here on, signals wait.
pub(crate) fn hold() -> Hold {
    state().writers += 1;
    Hold(())
}

impl Drop for Hold {
    fn drop(&mut self) {
        state().writers -= 1;
    }
}

/// Whether the program was asked to end.
pub(crate) fn is_pending() -> bool {
    state().signal.is_some()
}

#[cfg(unix)]
mod signals {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::state;

    /// Listens from now on. Without a listener, signals end the program at once, as they do.
    pub(crate) fn listen() {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        let listener = move || {
            for signal in signals.forever() {
                let mut state = state();
                state.signal = Some(signal);
                if state.writers == 0 {
                    emulate_default_handler(signal).ok();
                }
            }
        };
        std::thread::Builder::new().name("signals".to_owned()).spawn(listener).ok();
    }

    /// Ends the program if it was asked to end, so that its parent sees by what.
    pub(crate) fn obey() {
        let signal = state().signal;
        if let Some(signal) = signal {
            emulate_default_handler(signal).ok();
        }
    }
}

#[cfg(not(unix))]
mod signals {
    pub(crate) fn listen() {}

    pub(crate) fn obey() {}
}

pub(crate) use signals::{listen, obey};
