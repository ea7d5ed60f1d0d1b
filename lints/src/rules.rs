//! The lints, by group.

pub(crate) mod acme;
pub(crate) mod auth;
pub(crate) mod confinement;
pub(crate) mod module_system;
pub(crate) mod nix;
pub(crate) mod nixpkgs;
pub(crate) mod security;
pub(crate) mod store_secrets;
pub(crate) mod systemd;
pub(crate) mod tls;
