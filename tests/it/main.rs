//! Tests of the program as a whole, through its own interfaces.

mod cli;
mod docs;
mod sandbox;
mod tidy;
