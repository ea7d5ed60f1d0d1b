//! Parsing speed beside rnix 0.15, in one run and with one allocator: `cargo bench --bench parse`.
//!
//! Reads every `.nix` file below `CFGLINT_CORPUS`, or else a sample of generated modules.
//! Each figure is the median of some rounds in which all variants take turns, in processor time of
//! this thread where the system tells it. A tree is dropped again within the time measured.

mod sample;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 9;

struct Variant {
    name: &'static str,
    run: fn(&str),
    times: Vec<Duration>,
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return; // `cargo test` starts benchmarks too.
    }
    let texts = match std::env::var_os("CFGLINT_CORPUS") {
        Some(folder) => read(Path::new(&folder)),
        None => sample::modules(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let variant = |name, run| Variant { name, run, times: Vec::new() };
    let mut variants = [
        variant("rnix 0.15, tree", |text| drop(black_box(rnix::Root::parse(text)))),
        variant("cfglint, tree", |text| drop(black_box(cfglint_syntax::parse(text)))),
        variant("cfglint, tree and checks", |text| {
            let parse = cfglint_syntax::parse(text);
            black_box(cfglint_syntax::check(&parse));
        }),
        variant("cfglint, no tree", |text| {
            black_box(cfglint_syntax::is_well_formed(text));
        }),
        variant("cfglint, tokens", |text| drop(black_box(cfglint_syntax::lex(text)))),
    ];
    // For a profiler: the one variant named by the argument.
    if let Some(name) = std::env::args().nth(1).filter(|name| !name.starts_with('-')) {
        let only = variants.iter().filter(|variant| variant.name == name);
        for text in only.flat_map(|variant| texts.iter().map(|text| (variant.run, text))) {
            (text.0)(text.1);
        }
        return;
    }
    println!("{} files, {bytes} bytes", texts.len());
    let accepted = |accepts: fn(&str) -> bool| texts.iter().filter(|text| accepts(text)).count();
    println!(
        "without errors: {} for cfglint, {} for rnix",
        accepted(|text| cfglint_syntax::parse(text).errors().is_empty()),
        accepted(|text| rnix::Root::parse(text).errors().is_empty()),
    );
    for round in 0..=ROUNDS {
        for variant in &mut variants {
            let start = now();
            texts.iter().for_each(|text| (variant.run)(text));
            let time = now().saturating_sub(start);
            if round > 0 {
                variant.times.push(time); // The first round only warms up.
            }
        }
    }
    let speeds = variants.map(|mut variant| {
        variant.times.sort();
        let median = variant.times[ROUNDS / 2];
        (variant.name, bytes as f64 / 1e6 / median.as_secs_f64())
    });
    let rnix = speeds[0].1;
    for (name, speed) in speeds {
        println!("{name:26} {speed:7.1} MB/s  {:5.2} x rnix", speed / rnix);
    }
}

/// Processor time of this thread; where the system does not tell it, time on the wall.
fn now() -> Duration {
    thread_local!(static START: Instant = Instant::now());
    let on_cpu = || {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    on_cpu().unwrap_or_else(|| START.with(Instant::elapsed))
}

fn read(folder: &Path) -> Vec<String> {
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
