//! The `cfglint` program.

fn main() {}
