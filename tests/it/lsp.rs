//! The language server, as an editor sees it: the built binary over standard input and output.

mod actions;
mod allow;
mod client;
mod config;
mod corpus;
mod diagnostics;
mod ordering;
mod positions;
mod project;
mod protocol;
mod text;
