//! How long 200 KB of each nasty text take, and how much longer 400 KB would: `cargo bench --bench nasty`.
//!
//! Prints the slowest texts. Each must stay below 100 ms, and doubling the text must not take much
//! more than double the time.

#[path = "../src/tests/nasty_inputs.rs"]
mod inputs;

use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if !std::env::args().any(|it| it == "--bench") {
        return; // `cargo test` runs benchmarks too, to see whether they start.
    }
    let mut times: Vec<(Duration, String)> = Vec::new();
    for (name, text) in inputs::all() {
        if std::env::var_os("NASTY_NAMES").is_some() {
            eprintln!("{}", name.escape_debug());
        }
        let time = (0..3).map(|_| time(&text)).min().unwrap_or_default();
        times.push((time, name));
    }
    times.sort();
    let total: Duration = times.iter().map(|(time, _)| *time).sum();
    println!("{} texts of 200 KB: parse, check and drop", times.len());
    println!("together {:.0} ms, the slowest:", milliseconds(total));
    for (time, name) in times.iter().rev().take(12) {
        println!("{:8.1} ms  {}", milliseconds(*time), name.escape_debug());
    }
}

fn time(text: &str) -> Duration {
    let start = Instant::now();
    let parse = cfglint_syntax::parse(text);
    let problems = cfglint_syntax::check(&parse);
    std::hint::black_box(&problems);
    drop((parse, problems));
    start.elapsed()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
