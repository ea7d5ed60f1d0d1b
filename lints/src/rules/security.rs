//! Lints about file systems and kernel settings.
