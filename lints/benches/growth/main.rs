//! How time grows with the length of one file, from 1 KB to 10 MB: `cargo bench --bench growth`.
//!
//! Prints nanoseconds per byte for each length, and the slope of time over length where both axes
//! are logarithmic: 1 is linear. Least squares, over all lengths and over those from 100 KB on.
//! Processor time of this thread where the system tells it; nothing is subtracted.

#[path = "../../../syntax/benches/parse/clock.rs"]
mod clock;
mod texts;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use cfglint_lints::{Analysis, Config, FileId, Overrides, SourceFile};
use clock::now;
use texts::KINDS;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Each is the median of so many measurements.
const ROUNDS: usize = 5;
/// A measurement repeats what is shorter than this.
const LONG_ENOUGH: Duration = Duration::from_millis(100);
/// The slopes that count are over files of at least so many bytes.
const LONG: f64 = 99_000.0;

fn main() {
    if !std::env::args().any(|it| it == "--bench") {
        return; // `cargo test` runs benchmarks too, to see whether they start.
    }
    let all = Overrides { select: vec!["all".to_owned()], ..Overrides::default() };
    let config = Config::from_overrides(&all).expect("`all` names all lints");
    let analysis = Analysis::new(Arc::new(config));
    // Two lengths in each power of ten.
    let lengths: Vec<usize> = (6..=14).map(|half| 10f64.powf(half as f64 / 2.0) as usize).collect();
    print!("| | |");
    lengths.iter().for_each(|length| print!(" {:.0} KB |", *length as f64 / 1000.0));
    println!(" slope | from 100 KB on |\n|---|---|{}", "---:|".repeat(lengths.len() + 2));
    for kind in KINDS {
        let texts: Vec<String> = lengths.iter().map(|length| kind.text(*length)).collect();
        row(kind.name, "parse", &texts, |text| drop(black_box(cfglint_syntax::parse(text))));
        row(kind.name, "parse and lint", &texts, |text| {
            let source = SourceFile::new(FileId(0), "module.nix", text);
            let reports = [analysis.file(&source)];
            black_box(analysis.workspace(&reports));
        });
    }
}

fn row(kind: &str, what: &str, texts: &[String], run: impl Fn(&str)) {
    print!("| {kind} | {what}, ns/B |");
    let mut points = Vec::new();
    for text in texts {
        let mut times: Vec<f64> = (0..ROUNDS).map(|_| seconds(text, &run)).collect();
        times.sort_by(f64::total_cmp);
        let time = times[ROUNDS / 2];
        print!(" {:.1} |", time * 1e9 / text.len() as f64);
        points.push((text.len() as f64, time));
    }
    let long: Vec<_> = points.iter().copied().filter(|(length, _)| *length > LONG).collect();
    println!(" {:.3} | {:.3} |", slope(&points), slope(&long));
}

fn seconds(text: &str, run: impl Fn(&str)) -> f64 {
    let start = now();
    for times in 1.. {
        run(text);
        let passed = now().saturating_sub(start);
        if passed >= LONG_ENOUGH {
            return passed.as_secs_f64() / f64::from(times);
        }
    }
    f64::NAN
}

/// The slope of the line through the logarithms of these points that is nearest to them.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|it| it.0.ln()), mean(|it| it.1.ln()));
    let above: f64 = points.iter().map(|it| (it.0.ln() - x) * (it.1.ln() - y)).sum();
    above / points.iter().map(|it| (it.0.ln() - x).powi(2)).sum::<f64>()
}
