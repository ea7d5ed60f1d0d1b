//! What client and server agree on.

use tower_lsp::ls_types::*;

use crate::handlers::{EXPLAIN, Legend};
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
    /// It takes the folder of what is to be watched apart from the pattern.
    pub(crate) has_relative_patterns: bool,
    /// It tells of changed settings, if asked to.
    pub(crate) watches_settings: bool,
    /// It answers questions for settings.
    pub(crate) answers_settings: bool,
    /// It shows where a definition or a declaration begins and ends.
    pub(crate) has_definition_links: bool,
    pub(crate) has_declaration_links: bool,
    /// It takes word that a file is to be renamed as a part of an edit.
    pub(crate) renames_files: bool,
    pub(crate) shows_symbol_trees: bool,
    /// It asks for the place of a symbol when it needs it.
    pub(crate) resolves_symbols: bool,
    /// It folds whole lines only, and so many at most.
    pub(crate) folds_lines: bool,
    pub(crate) fold_limit: Option<u32>,
    /// It takes parameters of signatures by place.
    pub(crate) has_label_offsets: bool,
    /// It asks again for inlay hints and for code lenses if it is told to.
    pub(crate) refreshes_hints: bool,
    pub(crate) refreshes_lenses: bool,
    /// It asks for diagnostics, and again if it is told to. One that cannot be told, as Neovim 0.11,
    /// would never hear of settings that come late, nor of changes in other files.
    pub(crate) pulls_diagnostics: bool,
    /// It shows how far long work has come.
    pub(crate) shows_progress: bool,
    /// It asks for the edit of an action when it is chosen.
    pub(crate) resolves_edits: bool,
    /// It opens pages in a browser.
    pub(crate) shows_documents: bool,
    /// It takes completions with places to fill in.
    pub(crate) has_snippets: bool,
    /// It lets a server offer to format after the start.
    pub(crate) registers_formatting: bool,
    /// Kinds of tokens that it has colours for.
    pub(crate) legend: Legend,
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
        let text = capabilities.text_document.as_ref();
        let symbols = workspace.and_then(|it| it.symbol.as_ref());
        let resolved = symbols.and_then(|it| it.resolve_support.as_ref());
        let action = text.and_then(|it| it.code_action.as_ref());
        let window = capabilities.window.as_ref();
        let folding = text.and_then(|it| it.folding_range.as_ref());
        let signature = text.and_then(|it| it.signature_help.as_ref());
        let parameters = signature
            .and_then(|it| it.signature_information.as_ref())
            .and_then(|it| it.parameter_information.as_ref());
        let has_links =
            |it: Option<&GotoCapability>| it.and_then(|it| it.link_support) == Some(true);
        let operations = edit.and_then(|it| it.resource_operations.as_deref()).unwrap_or_default();
        let has_versioned_edits = edit.and_then(|it| it.document_changes) == Some(true);
        let outline = text.and_then(|it| it.document_symbol.as_ref());
        let tokens = text.and_then(|it| it.semantic_tokens.as_ref());
        let refreshes_diagnostics =
            workspace.and_then(|it| it.diagnostics.as_ref()).and_then(|it| it.refresh_support)
                == Some(true);
        Client {
            has_definition_links: has_links(text.and_then(|it| it.definition.as_ref())),
            has_declaration_links: has_links(text.and_then(|it| it.declaration.as_ref())),
            renames_files: has_versioned_edits
                && operations.contains(&ResourceOperationKind::Rename),
            shows_symbol_trees: outline.and_then(|it| it.hierarchical_document_symbol_support)
                == Some(true),
            resolves_symbols: resolved
                .is_some_and(|it| it.properties.iter().any(|it| it.starts_with("location"))),
            folds_lines: folding.and_then(|it| it.line_folding_only) == Some(true),
            fold_limit: folding.and_then(|it| it.range_limit),
            has_label_offsets: parameters.and_then(|it| it.label_offset_support) == Some(true),
            refreshes_hints: workspace
                .and_then(|it| it.inlay_hint.as_ref())
                .and_then(|it| it.refresh_support)
                == Some(true),
            refreshes_lenses: workspace
                .and_then(|it| it.code_lens.as_ref())
                .and_then(|it| it.refresh_support)
                == Some(true),
            pulls_diagnostics: refreshes_diagnostics
                && text.is_some_and(|it| it.diagnostic.is_some()),
            shows_progress: window.and_then(|it| it.work_done_progress) == Some(true),
            resolves_edits: action.and_then(|it| it.data_support) == Some(true)
                && action
                    .and_then(|it| it.resolve_support.as_ref())
                    .is_some_and(|it| it.properties.iter().any(|it| it == "edit")),
            shows_documents: window
                .and_then(|it| it.show_document.as_ref())
                .is_some_and(|it| it.support),
            has_snippets: text
                .and_then(|it| it.completion.as_ref())
                .and_then(|it| it.completion_item.as_ref())
                .and_then(|it| it.snippet_support)
                == Some(true),
            registers_formatting: text
                .and_then(|it| it.formatting.as_ref())
                .and_then(|it| it.dynamic_registration)
                == Some(true),
            legend: tokens.map(Legend::new).unwrap_or_default(),
            encoding: PositionEncoding::agree(offered),
            has_versioned_edits,
            has_markdown: formats.is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
            watches_files: files.and_then(|it| it.dynamic_registration) == Some(true),
            has_relative_patterns: files.and_then(|it| it.relative_pattern_support) == Some(true),
            watches_settings: settings.and_then(|it| it.dynamic_registration) == Some(true),
            answers_settings: workspace.and_then(|it| it.configuration) == Some(true),
        }
    }

    /// Some clients count otherwise than they say, so they can name what they count in: ALE counts
    /// bytes, and would put a fix into the wrong place of a line with an umlaut.
    pub(crate) fn counting_in(self, options: Option<&serde_json::Value>) -> Client {
        let named = options.and_then(|it| it.get("positionEncoding"));
        match named.and_then(|it| serde_json::from_value::<PositionEncodingKind>(it.clone()).ok()) {
            Some(kind) => Client { encoding: PositionEncoding::agree(&[kind]), ..self },
            None => self,
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
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
                FIX_ALL,
            ]),
            resolve_provider: Some(true),
            ..CodeActionOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some([".", "\"", "(", "{"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![EXPLAIN.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("cfglint".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Right(WorkspaceSymbolOptions {
            resolve_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        semantic_tokens_provider: semantic_tokens(client),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(["{", " ", ";"].map(str::to_owned).to_vec()),
            ..SignatureHelpOptions::default()
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(folders),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(every_file()),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    };
    let info =
        ServerInfo { name: "cfglint".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
    InitializeResult { capabilities, server_info: Some(info), ..InitializeResult::default() }
}

fn semantic_tokens(client: Client) -> Option<SemanticTokensServerCapabilities> {
    let options = SemanticTokensOptions {
        legend: client.legend.to_proto(),
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    };
    client.legend.is_of_use().then(|| options.into())
}

/// Files of any kind and folders: Nix names keys, scripts and pictures too.
fn every_file() -> FileOperationRegistrationOptions {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    let filters = vec![FileOperationFilter { scheme: Some("file".to_owned()), pattern }];
    FileOperationRegistrationOptions { filters }
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
