//! Lints about units.

pub(crate) mod deprecated_directive;
pub(crate) mod directive_wrong_section;
pub(crate) mod duplicate_unit_dependency;
pub(crate) mod manual_state_directory;
pub(crate) mod mount_flags_private;
pub(crate) mod option_as_directive;
pub(crate) mod permissions_start_only;
pub(crate) mod reload_wanted_by_target;
pub(crate) mod remain_after_exit_timer;
pub(crate) mod removed_directive;
pub(crate) mod service_result_unused;
pub(crate) mod sleep_ordering;
pub(crate) mod stop_post_remain_after_exit;
pub(crate) mod syslog_output;
pub(crate) mod timer_no_random_delay;
pub(crate) mod timer_target_unit;
pub(crate) mod tmpfiles_upstream_duplicate;
pub(crate) mod undeduplicated_unit_dependency;
pub(crate) mod unknown_directive;
