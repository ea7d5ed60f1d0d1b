//! Lints about units.

pub(crate) mod duplicate_unit_dependency;
pub(crate) mod mount_flags_private;
pub(crate) mod permissions_start_only;
pub(crate) mod remain_after_exit_timer;
pub(crate) mod syslog_output;
