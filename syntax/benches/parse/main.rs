//! Parsing speed beside rnix 0.15, in one run and with one allocator: `cargo bench --bench parse`.
//!
//! Reads every `.nix` file below `CFGLINT_CORPUS`, or else a sample of generated modules.
//! Each figure is the median of some rounds in which all variants take turns, in processor time
//! where the system tells it. A tree is dropped again within the time measured.
//! `benches/parsers` has more parsers beside it.

mod sample;
mod turns;

use std::hint::black_box;
use std::path::Path;

use turns::Variant;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return; // `cargo test` starts benchmarks too.
    }
    let texts = match std::env::var_os("CFGLINT_CORPUS") {
        Some(folder) => turns::read(Path::new(&folder)),
        None => sample::modules(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let variant = |name, run| Variant { name, run };
    let variants = [
        variant("rnix", |text| drop(black_box(rnix::Root::parse(text)))),
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
    turns::print(&variants, &turns::measure(&variants, &texts), bytes);
}
