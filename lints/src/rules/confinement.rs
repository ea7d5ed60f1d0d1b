//! Lints about confined services.
