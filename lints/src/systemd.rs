//! What systemd takes: the grammars of its values. No Nix is in here.
//!
//! Every validator is a function of the text of a value as it stands after `=` in a unit file,
//! and answers where in it systemd would stumble. They allocate for errors only.

mod value_error;

pub use value_error::ValueError;
