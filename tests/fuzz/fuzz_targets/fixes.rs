//! `cargo fuzz run --fuzz-dir tests/fuzz fixes`

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cfglint_fuzz::fixes(data));
