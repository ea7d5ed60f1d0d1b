//! Lints about confined services.

pub(crate) mod chroot_whole_store;
pub(crate) mod confinement_chroot_only_apivfs;
pub(crate) mod confinement_dynamic_user;
pub(crate) mod confinement_exec_list;
pub(crate) mod confinement_full_unit;
pub(crate) mod confinement_missing_closure;
pub(crate) mod confinement_no_shell;
pub(crate) mod confinement_protect_system;
pub(crate) mod confinement_redundant_sandbox;
pub(crate) mod confinement_root_directory_start_only;
