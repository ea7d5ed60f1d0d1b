//! `cargo fuzz run --fuzz-dir tests/fuzz server`

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cfglint_fuzz::server(data));
