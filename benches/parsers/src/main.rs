//! Parsing speed of all parsers for Nix that Rust can call, in one run and with one allocator.
//!
//! Reads every `.nix` file below `CFGLINT_CORPUS`, or else a sample of generated modules.
//! How it measures, `syntax/benches/parse` says.

#![forbid(unsafe_code)]

#[path = "../../../syntax/benches/parse/sample.rs"]
mod sample;
#[path = "../../../syntax/benches/parse/turns.rs"]
mod turns;

use std::cell::RefCell;
use std::hint::black_box;
use std::path::Path;

use tree_sitter::{Parser, Tree};
use turns::Variant;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

thread_local! {
    /// A parser is made to be used again.
    static TREE_SITTER: RefCell<Parser> = RefCell::new({
        let mut parser = Parser::new();
        parser.set_language(&tree_sitter_nix::LANGUAGE.into()).expect("the versions fit together");
        parser
    });
}

fn tree_sitter(text: &str) -> Tree {
    TREE_SITTER.with_borrow_mut(|parser| parser.parse(text, None).expect("nothing interrupts it"))
}

fn main() {
    let texts = match std::env::var_os("CFGLINT_CORPUS") {
        Some(folder) => turns::read(Path::new(&folder)),
        None => sample::modules(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let variant = |name, run| Variant { name, run };
    let variants = [
        variant("rnix", |text| drop(black_box(rnix::Root::parse(text)))),
        variant("nil", |text| drop(black_box(nil_syntax::parse_file(text)))),
        variant("tree-sitter-nix", |text| drop(black_box(tree_sitter(text)))),
        variant("cfglint", |text| drop(black_box(cfglint_syntax::parse(text)))),
    ];
    println!("{} files, {bytes} bytes", texts.len());
    let refused = |refuses: fn(&str) -> bool| texts.iter().filter(|text| refuses(text)).count();
    println!(
        "with errors: {} for rnix, {} for nil, {} for tree-sitter-nix, {} for cfglint",
        refused(|text| !rnix::Root::parse(text).errors().is_empty()),
        refused(|text| !nil_syntax::parse_file(text).errors().is_empty()),
        refused(|text| tree_sitter(text).root_node().has_error()),
        refused(|text| !cfglint_syntax::parse(text).errors().is_empty()),
    );
    turns::print(&variants, &turns::measure(&variants, &texts), bytes);
}
