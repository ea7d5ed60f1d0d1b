//! The language server, as an editor sees it: the built binary over standard input and output.

mod actions;
mod allow;
mod client;
mod config;
mod corpus;
mod definition;
mod diagnostics;
mod hints;
mod links;
mod marked;
mod moves;
mod ordering;
mod positions;
mod project;
mod protocol;
mod pull;
mod questions;
mod refactor;
mod references;
mod rename;
mod rename_across;
mod rename_corpus;
mod symbols;
mod table;
mod text;
mod tokens;
