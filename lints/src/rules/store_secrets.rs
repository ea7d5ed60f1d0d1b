//! Lints about secrets in the Nix store.

pub(crate) mod environment_file_in_store;
pub(crate) mod password_in_command;
pub(crate) mod secret_in_unit_environment;
