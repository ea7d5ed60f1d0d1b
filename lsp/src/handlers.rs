//! Answers to requests: from the findings that are stored for a document, and from texts.

mod allow;
mod calls;
mod code_action;
mod commands;
mod completion;
mod definition;
mod fix_all;
mod folding;
mod hints;
mod hover;
mod links;
mod moves;
mod refactor;
mod references;
mod rename;
mod semantic_tokens;
mod signature;
mod symbols;
mod token_legend;
mod workspace_symbols;

pub(crate) use code_action::{code_actions, resolve};
pub(crate) use commands::{EXPLAIN, execute};
pub(crate) use completion::{completion, completion_resolve};
pub(crate) use definition::{declaration, definition};
pub(crate) use folding::{folding_range, selection_range};
pub(crate) use hints::{code_lens, inlay_hint};
pub(crate) use hover::hover;
pub(crate) use links::document_link;
pub(crate) use moves::will_rename_files;
pub(crate) use references::{document_highlight, linked_editing, references};
pub(crate) use rename::{prepare_rename, rename};
pub(crate) use semantic_tokens::{
    semantic_tokens_delta, semantic_tokens_full, semantic_tokens_range,
};
pub(crate) use signature::signature_help;
pub(crate) use symbols::document_symbol;
pub(crate) use token_legend::Legend;
pub(crate) use workspace_symbols::{symbol, symbol_resolve};
