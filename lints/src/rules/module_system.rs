//! Lints about declarations of options, and options that are gone.

pub(crate) mod central_rename_module;
pub(crate) mod enum_suspect_member;
pub(crate) mod missing_import;
pub(crate) mod removed_option;
