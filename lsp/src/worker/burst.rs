//! Edits that come faster than anyone types.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::Task;
use crate::project::Snapshot;

/// Edits that come as fast as this are a burst, and only its end is of use to anyone.
const BURST: Duration = Duration::from_micros(150);

/// An edit that comes so much later than the last one, in microseconds, is not waited behind: nobody
/// types that fast.
pub(super) const APART: u64 = 3_000;

/// A burst is waited for no longer than so many edits.
const BURST_LIMIT: usize = 64;

/// A task, and what else is to be done by now.
pub(super) fn gather(first: Task, queue: &Receiver<Task>, is_apart: bool) -> Vec<Task> {
    let mut tasks = vec![first];
    while !is_apart
        && tasks.iter().all(|task| matches!(task, Task::Lint(_)))
        && tasks.len() < BURST_LIMIT
    {
        match queue.recv_timeout(BURST) {
            Ok(task) => tasks.push(task),
            Err(_) => break,
        }
    }
    tasks.extend(queue.try_iter());
    tasks
}

/// Takes the snapshots out; only the last one counts.
pub(super) fn newest(tasks: &mut Vec<Task>) -> Option<Snapshot> {
    let snapshots = tasks.extract_if(.., |task| matches!(task, Task::Lint(_)));
    snapshots.last().and_then(|task| match task {
        Task::Lint(snapshot) => Some(snapshot),
        _ => None,
    })
}
