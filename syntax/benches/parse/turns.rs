//! Measures parsers that take turns, on one thread and on two.
//!
//! `benches/parsers` uses it, too.

#[path = "clock.rs"]
mod clock;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clock::now;

/// How often each variant runs on one thread, and then on two.
pub(crate) const ROUNDS: usize = 9;

/// What is measured.
pub(crate) struct Variant {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// Parses a text and drops what comes of it.
    pub(crate) run: fn(&str),
}

/// Medians of one variant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// Processor time of one thread that parses all texts.
    pub(crate) one: Duration,
    /// Half of the processor time of two threads that share the texts: the time that passes if each
    /// has a core of its own, with all that they do to one another.
    pub(crate) two: Duration,
    /// The time that passed meanwhile, with all that the machine did besides.
    pub(crate) two_on_the_wall: Duration,
}

/// Every variant over all texts, in turns, so that whatever else the machine does meets all alike.
pub(crate) fn measure(variants: &[Variant], texts: &[String]) -> Vec<Times> {
    let mut found = vec![(Vec::new(), Vec::new(), Vec::new()); variants.len()];
    for round in 0..=ROUNDS {
        for (variant, (one, two, wall)) in variants.iter().zip(&mut found) {
            let start = now();
            texts.iter().for_each(|text| (variant.run)(text));
            let alone = now().saturating_sub(start);
            let start = Instant::now();
            let together = on_two_threads(variant.run, texts);
            let passed = start.elapsed();
            // The first round only warms up.
            if round > 0 {
                one.push(alone);
                two.push(together / 2);
                wall.push(passed);
            }
        }
    }
    let times = |(one, two, wall)| Times {
        one: median(one),
        two: median(two),
        two_on_the_wall: median(wall),
    };
    found.into_iter().map(times).collect()
}

/// Processor time of two threads, each of which takes the next few texts as long as there are any.
fn on_two_threads(run: fn(&str), texts: &[String]) -> Duration {
    const FEW: usize = 8;
    let next = AtomicUsize::new(0);
    let work = || {
        let start = now();
        while let Some(rest) = texts.get(next.fetch_add(FEW, Ordering::Relaxed)..) {
            rest.iter().take(FEW).for_each(|text| run(text));
        }
        now().saturating_sub(start)
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        work() + other.join().expect("no parser panics")
    })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The text of every `.nix` file in `folder` and below it that is UTF-8.
pub(crate) fn read(folder: &Path) -> Vec<String> {
    let mut folders = vec![folder.to_owned()];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read").flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => paths.push(entry.path()),
                _ => {}
            }
        }
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "nix"));
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Prints a line for each variant, beside the first one, as Markdown.
pub(crate) fn print(variants: &[Variant], times: &[Times], bytes: usize) {
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let Some(first) = times.first() else {
        return;
    };
    let name = variants[0].name;
    println!(
        "\n| | one thread, MB/s | × {name} | two threads, MB/s | × {name} on one | × {name} on two | on the wall, MB/s |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (variant, time) in variants.iter().zip(times) {
        println!(
            "| {} | {:.1} | {:.2} | {:.1} | {:.2} | {:.2} | {:.1} |",
            variant.name,
            speed(time.one),
            speed(time.one) / speed(first.one),
            speed(time.two),
            speed(time.two) / speed(first.one),
            speed(time.two) / speed(first.two),
            speed(time.two_on_the_wall),
        );
    }
}
