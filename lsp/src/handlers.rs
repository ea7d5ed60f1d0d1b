//! Answers to requests, from the findings that are stored for a document.

mod allow;
mod code_action;
mod fix_all;
mod hover;

pub(crate) use code_action::code_actions;
pub(crate) use hover::hover;
