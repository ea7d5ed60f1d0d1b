//! Tests of the program as a whole, through its own interfaces.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod chance;
mod cli;
mod corpus;
mod docs;
mod fuzz;
mod hostile;
mod lsp;
mod mutations;
mod sandbox;
mod schema;
mod tidy;
