//! The formatter that the user names: the text goes to its standard input, and comes back from its
//! standard output.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a formatter may take.
pub(crate) const LIMIT: Duration = Duration::from_secs(10);

/// How often it is looked whether the answer is still wanted.
const STEP: Duration = Duration::from_millis(20);

/// As much of what a formatter complains of is shown.
const COMPLAINT: usize = 500;

/// The formatted text. The error is a sentence, and `None` if nobody wants the answer any more.
pub(crate) fn format(
    command: &[String],
    text: &str,
    folder: Option<&Path>,
    limit: Duration,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<String, Option<String>> {
    let (program, arguments) = command.split_first().ok_or(None)?;
    let mut process = Command::new(program);
    process.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        process.current_dir(folder);
    }
    let mut child =
        process.spawn().map_err(|error| Some(format!("cannot start {program}: {error}")))?;
    let (done, end) = channel();
    // Each pipe has a thread of its own, so that a full one stops nobody.
    if let Some(mut stdin) = child.stdin.take() {
        let text = text.to_owned();
        // A formatter may end without reading everything.
        std::thread::spawn(move || _ = stdin.write_all(text.as_bytes()));
    }
    for (number, pipe) in [
        child.stdout.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
        child.stderr.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
    ]
    .into_iter()
    .enumerate()
    {
        let (mut pipe, done) = (pipe.ok_or(None)?, done.clone());
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            // What could be read is judged below.
            let _ = pipe.read_to_end(&mut bytes);
            let _ = done.send((number, bytes));
        });
    }
    drop(done);
    let start = Instant::now();
    let mut outputs = [None, None];
    while outputs.contains(&None) {
        match end.recv_timeout(STEP) {
            Ok((number, bytes)) => outputs[number] = Some(bytes),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                let is_late = start.elapsed() > limit;
                if is_late || is_cancelled() {
                    // It may have ended just now.
                    let _ = child.kill();
                    let _ = child.wait();
                    let seconds = limit.as_secs_f32();
                    return Err(is_late.then(|| {
                        format!("{program} took longer than {seconds} seconds and was stopped")
                    }));
                }
            }
        }
    }
    let status = child.wait().map_err(|error| Some(format!("{program}: {error}")))?;
    let [output, complaint] = outputs.map(Option::unwrap_or_default);
    if !status.success() {
        let complaint = String::from_utf8_lossy(&complaint);
        let complaint: String = complaint.trim().chars().take(COMPLAINT).collect();
        return Err(Some(format!("{program} failed ({status}): {complaint}")));
    }
    let output = String::from_utf8(output)
        .map_err(|_| Some(format!("{program} wrote something that is no UTF-8")))?;
    if output.trim().is_empty() && !text.trim().is_empty() {
        return Err(Some(format!("{program} wrote nothing, so the text stays as it is")));
    }
    Ok(output)
}
