//! `cargo fuzz run --fuzz-dir tests/fuzz values`

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cfglint_fuzz::values(data));
