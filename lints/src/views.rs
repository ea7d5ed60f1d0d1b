//! Questions that several lints ask of the model.

pub(crate) mod acme;
pub(crate) mod cert_paths;
pub(crate) mod commands;
pub(crate) mod confinement;
pub(crate) mod syntax;
pub(crate) mod unit;
