//! Lints about file systems and kernel settings.

pub(crate) mod rngd_redundant;
pub(crate) mod smt_kernel_param;
pub(crate) mod tmpfs_mode_missing;
