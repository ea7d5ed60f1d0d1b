//! Questions that several lints ask of the model.

pub(crate) mod acme;
pub(crate) mod activation;
pub(crate) mod cert_paths;
pub(crate) mod certs;
pub(crate) mod commands;
pub(crate) mod confinement;
pub(crate) mod consumers;
pub(crate) mod exec;
pub(crate) mod lines;
pub(crate) mod options;
pub(crate) mod privilege;
pub(crate) mod secrets;
pub(crate) mod sets;
pub(crate) mod syntax;
pub(crate) mod timers;
pub(crate) mod unit;
pub(crate) mod whole;
pub(crate) mod world;
