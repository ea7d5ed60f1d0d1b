//! Counts steps in debug builds, so that tests can tell without a clock whether work grows as the text does.

/// Notes that `count` nodes were visited, or bytes read.
#[inline]
pub fn step(count: usize) {
    #[cfg(debug_assertions)]
    counter::STEPS.set(counter::STEPS.get() + count as u64);
    #[cfg(not(debug_assertions))]
    let _ = count;
}

/// How many steps this thread has made so far.
#[cfg(debug_assertions)]
pub fn steps() -> u64 {
    counter::STEPS.get()
}

#[cfg(debug_assertions)]
mod counter {
    use std::cell::Cell;

    thread_local! {
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }
}
