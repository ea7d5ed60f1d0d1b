//! Lints about units.
