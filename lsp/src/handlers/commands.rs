//! Commands that the server runs for the client.

use cfglint_lints::{DOCS_URL, by_name};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, MessageType};

use crate::capabilities::Client;
use crate::publish::Outgoing;

/// Shows the page of a lint; the argument is its name.
pub(crate) const EXPLAIN: &str = "cfglint.explain";

/// What is to be sent to the client for a command.
pub(crate) fn execute(params: &ExecuteCommandParams, client: Client) -> Result<Outgoing> {
    if params.command != EXPLAIN {
        return Err(Error::invalid_params(format!("there is no command {:?}", params.command)));
    }
    let name = params.arguments.first().and_then(|it| it.as_str()).unwrap_or_default();
    let lint =
        by_name(name).ok_or_else(|| Error::invalid_params(format!("there is no lint {name:?}")))?;
    let page = format!("{DOCS_URL}/{name}.md").parse();
    Ok(match page {
        Ok(page) if client.shows_documents => Outgoing::ShowPage(page),
        _ => Outgoing::Show(MessageType::INFO, format!("{name}\n\n{}", lint.docs.trim())),
    })
}
