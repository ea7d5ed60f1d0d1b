//! What client and server agree on.

use tower_lsp::ls_types::*;

use crate::position::PositionEncoding;

/// The kind of the action that applies all safe fixes.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.cfglint");

/// What matters here of what the client can do.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Client {
    pub(crate) encoding: PositionEncoding,
    /// It takes edits with the version they were made for.
    pub(crate) has_versioned_edits: bool,
    /// It shows Markdown in hovers.
    pub(crate) has_markdown: bool,
    /// It tells of changes on disk, if asked to.
    pub(crate) watches_files: bool,
    /// It tells of changed settings, if asked to.
    pub(crate) watches_settings: bool,
    /// It answers questions for settings.
    pub(crate) answers_settings: bool,
}

impl Client {
    pub(crate) fn new(capabilities: &ClientCapabilities) -> Client {
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|it| it.position_encodings.as_deref()).unwrap_or_default();
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|it| it.workspace_edit.as_ref());
        let files = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        let settings = workspace.and_then(|it| it.did_change_configuration.as_ref());
        let hover = capabilities.text_document.as_ref().and_then(|it| it.hover.as_ref());
        let formats = hover.and_then(|it| it.content_format.as_deref());
        Client {
            encoding: PositionEncoding::agree(offered),
            has_versioned_edits: edit.and_then(|it| it.document_changes) == Some(true),
            has_markdown: formats.is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
            watches_files: files.and_then(|it| it.dynamic_registration) == Some(true),
            watches_settings: settings.and_then(|it| it.dynamic_registration) == Some(true),
            answers_settings: workspace.and_then(|it| it.configuration) == Some(true),
        }
    }

    /// What is to be asked of the client once it is ready.
    pub(crate) fn registrations(self) -> Vec<Registration> {
        let mut registrations = Vec::new();
        let mut register = |method: &str, options| {
            let id = format!("cfglint/{method}");
            registrations.push(Registration {
                id,
                method: method.into(),
                register_options: options,
            })
        };
        if self.watches_files {
            let globs = ["**/cfglint.toml", "**/*.nix"]
                .map(|glob| serde_json::json!({ "globPattern": glob }));
            let options = serde_json::json!({ "watchers": globs });
            register("workspace/didChangeWatchedFiles", Some(options));
        }
        if self.watches_settings {
            let options = serde_json::json!({ "section": "cfglint" });
            register("workspace/didChangeConfiguration", Some(options));
        }
        registrations
    }
}

/// What the server can do.
pub(crate) fn server(client: Client) -> InitializeResult {
    let folders = WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(OneOf::Left(true)),
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(folders),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    };
    let info =
        ServerInfo { name: "cfglint".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
    InitializeResult { capabilities, server_info: Some(info), ..InitializeResult::default() }
}

/// The folders that the client works in.
pub(crate) fn workspace_folders(params: &InitializeParams) -> Vec<Uri> {
    #[expect(deprecated, reason = "older clients tell nothing else")]
    let root = params.root_uri.clone();
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        None => root.into_iter().collect(),
    }
}
