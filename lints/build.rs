//! Lists the lints and packs the facts in `data/`, both for `include!`.

#![allow(unreachable_pub, reason = "a script has no readers, and the library reads `tags`")]

#[path = "build/registry.rs"]
mod registry;
#[path = "build/systemd.rs"]
mod systemd;
#[path = "src/systemd/tags.rs"]
#[allow(dead_code, reason = "the library uses the rest of it")]
mod tags;
#[path = "build/text_pool.rs"]
mod text_pool;
#[path = "build/tsv.rs"]
mod tsv;

use std::env;
use std::path::PathBuf;

fn main() {
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    registry::write(&out);
    systemd::write(&out);
}
