//! Text edits that lints have in common.
