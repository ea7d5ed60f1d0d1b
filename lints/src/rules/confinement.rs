//! Lints about confined services.

pub(crate) mod confinement_protect_system;
