//! What must hold for any input, as one function for each target of cargo-fuzz: each takes bytes, and panics if
//! a promise is broken. `tests/it/fuzz.rs` includes this file and calls them with fixed seeds.

mod analysis;
mod bytes;
mod changes;
mod server;
mod tree;
mod values;

pub use analysis::{fixes, lints, model, settings};
pub use changes::changes;
pub use server::server;
pub use tree::syntax;
pub use values::values;
