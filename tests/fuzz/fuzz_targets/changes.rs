//! `cargo fuzz run --fuzz-dir tests/fuzz changes`

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cfglint_fuzz::changes(data));
