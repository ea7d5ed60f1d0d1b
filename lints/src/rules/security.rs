//! Lints about file systems and kernel settings.

pub(crate) mod tmpfs_mode_missing;
