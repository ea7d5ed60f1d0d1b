//! The files of the workspace folders, and questions about all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::Analysis;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::*;

use super::Session;
use super::linting::root_of;
use crate::documents;
use crate::event::{Event, Reply};
use crate::project::{Group, GroupKey};
use crate::publish::Outgoing;
use crate::settings::ConfigPath;

/// A workspace with more Nix files is not read as a whole: only what is open and what that imports.
const FILE_LIMIT: usize = 10_000;

/// What is known of the workspace folders.
#[derive(Default)]
pub(super) struct Workspace {
    /// Counts walks over the folders.
    walks: u64,
    /// Whether the newest walk is still under way.
    is_walking: bool,
    files: Vec<PathBuf>,
    /// The files by configuration and folder; `None` if that has to be found out.
    groups: Option<BTreeMap<GroupKey, GroupFiles>>,
    /// The newest snapshot that all files took part in.
    whole: Option<u64>,
    waiting: Vec<Waiting>,
}

/// The files of the workspace under one configuration.
#[derive(Default)]
pub(super) struct GroupFiles {
    all: Vec<PathBuf>,
    /// Those that it does not exclude, and what that follows from.
    kept: Option<(Arc<Analysis>, bool, Arc<Vec<PathBuf>>)>,
}

impl GroupFiles {
    /// The files that are not excluded.
    pub(super) fn of(&mut self, group: &Group) -> Arc<Vec<PathBuf>> {
        let (analysis, is_left_out) = (&group.analysis, group.is_left_out);
        if let Some((known, was_left_out, kept)) = &self.kept
            && Arc::ptr_eq(known, analysis)
            && *was_left_out == is_left_out
        {
            return Arc::clone(kept);
        }
        let kept = self.all.iter().filter(|path| !group.excludes(path)).cloned();
        let kept: Arc<Vec<PathBuf>> = Arc::new(kept.collect());
        self.kept = Some((Arc::clone(analysis), is_left_out, Arc::clone(&kept)));
        kept
    }
}

type Waiting = (Box<WorkspaceDiagnosticParams>, Reply<WorkspaceDiagnosticReportResult>);

impl Workspace {
    /// The files by configuration and folder.
    pub(super) fn groups(
        &mut self,
        roots: &[PathBuf],
        mut nearest: impl FnMut(Option<&Path>) -> ConfigPath,
    ) -> &mut BTreeMap<GroupKey, GroupFiles> {
        self.groups.get_or_insert_with(|| {
            let mut configs: BTreeMap<Option<&Path>, ConfigPath> = BTreeMap::new();
            let mut groups: BTreeMap<GroupKey, GroupFiles> = BTreeMap::new();
            for file in &self.files {
                let folder = file.parent();
                let config = configs.entry(folder).or_insert_with(|| nearest(folder)).clone();
                let key = (config, root_of(Some(file), roots));
                groups.entry(key).or_default().all.push(file.clone());
            }
            groups
        })
    }

    /// Files of settings may have changed.
    pub(super) fn forget_groups(&mut self) {
        self.groups = None;
    }

    /// Answers whoever waits with an error.
    pub(super) fn fail(&mut self) {
        for (_, reply) in self.waiting.drain(..) {
            let _ = reply.send(Err(Error::internal_error()));
        }
    }

    pub(super) fn reported(&mut self, generation: u64, is_whole: bool) {
        if is_whole && !self.is_walking {
            self.whole = Some(generation);
        }
    }
}

impl Session {
    /// Looks for the Nix files of the workspace folders, beside everything else.
    pub(super) fn walk(&mut self) {
        self.workspace.walks += 1;
        self.workspace.is_walking = true;
        let count = self.workspace.walks;
        let (loader, roots) = (Arc::clone(&self.loader), self.roots.clone());
        let events = self.events.clone();
        let walk = move || {
            let mut files: Vec<PathBuf> = Vec::new();
            for root in roots {
                files.extend(loader.nix_files(&root, FILE_LIMIT + 1 - files.len()));
                if files.len() > FILE_LIMIT {
                    break;
                }
            }
            files.sort();
            files.dedup();
            let files = (files.len() <= FILE_LIMIT).then_some(files);
            // Nobody hears it only when the process is about to end.
            let _ = events.send(Event::Walked { count, files });
        };
        let thread = std::thread::Builder::new().name("walk".to_owned()).spawn(walk);
        if thread.is_err() {
            self.workspace.is_walking = false;
        }
    }

    pub(super) fn walked(&mut self, count: u64, files: Option<Vec<PathBuf>>) {
        if count != self.workspace.walks {
            return;
        }
        self.workspace.is_walking = false;
        if files.is_none() {
            self.log(format!(
                "the workspace has more than {FILE_LIMIT} Nix files, so only open files and what \
                 they import are linted"
            ));
        }
        let files = files.unwrap_or_default();
        if files != self.workspace.files {
            self.workspace.files = files;
        }
        self.look_again();
    }

    pub(super) fn indexing(&mut self, left: usize) {
        if self.client.shows_progress {
            self.send(Outgoing::Progress { left });
        }
    }

    pub(super) fn did_change_files(&mut self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|it| documents::file_path(&it.uri));
        self.loader.forget(&paths.collect::<Vec<_>>());
        if params.changes.iter().any(|it| it.typ != FileChangeType::CHANGED) {
            self.walk();
        }
        self.look_again();
    }

    /// The findings of all files. A client that knows them all waits until something is new.
    pub(super) fn workspace_diagnostic(
        &mut self,
        params: Box<WorkspaceDiagnosticParams>,
        reply: Reply<WorkspaceDiagnosticReportResult>,
    ) {
        self.workspace.waiting.push((params, reply));
        self.answer_workspace();
    }

    pub(super) fn answer_workspace(&mut self) {
        self.workspace.waiting.retain(|(_, reply)| !reply.is_closed());
        if self.workspace.whole != Some(self.generation) || self.workspace.is_walking {
            return;
        }
        let results = &self.results;
        let is_ready = |(params, _): &mut Waiting| {
            let known = &params.previous_result_ids;
            known.is_empty() || !results.is_known(known)
        };
        let ready: Vec<Waiting> = self.workspace.waiting.extract_if(.., is_ready).collect();
        for (params, reply) in ready {
            let parts = self.results.workspace(&params.previous_result_ids);
            match params.partial_result_params.partial_result_token {
                None => {
                    let items = parts.into_iter().flat_map(|part| part.items).collect();
                    let _ = reply.send(Ok(WorkspaceDiagnosticReport { items }.into()));
                }
                Some(token) => {
                    let finish = Box::new(move || {
                        let _ = reply.send(Ok(WorkspaceDiagnosticReport::default().into()));
                    });
                    self.send(Outgoing::Parts { token, parts, finish });
                }
            }
        }
    }
}
