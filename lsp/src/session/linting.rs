//! From documents to snapshots, and from reports to what the client sees.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::Uri;

use super::Session;
use crate::documents::Document;
use crate::event::Request;
use crate::project::{Group, GroupKey, Snapshot};
use crate::publish::Outgoing;
use crate::report::{DocumentReport, LintReport};
use crate::settings::ConfigPath;
use crate::worker::Task;

impl Session {
    pub(super) fn reported(&mut self, report: LintReport) {
        let mut is_news = false;
        self.closed.retain(|(first, _)| *first > report.generation);
        self.joined_is_old |= !report.closed.is_empty();
        for closed in report.closed {
            if self.documents.get(&closed.uri).is_some() {
                continue;
            }
            match closed.items.is_empty() {
                true => self.results.remove(&closed.uri),
                false => _ = self.results.set(&closed.uri, None, closed.items),
            }
        }
        for report in report.documents {
            is_news |= self.document_reported(report);
        }
        // A client asks again by itself for a document that it has changed, and for no other.
        if is_news && self.client.pulls_diagnostics {
            self.send(Outgoing::RefreshDiagnostics);
        }
        if !self.client.pulls_diagnostics && std::mem::take(&mut self.joined_is_old) {
            let documents = &self.documents;
            self.published.set_joined(self.results.joined(|uri| documents.get(uri).is_some()));
        }
        self.workspace.reported(report.generation, report.is_whole);
        self.answer_workspace();
    }

    /// Whether something is new of a version that had been spoken of.
    fn document_reported(&mut self, report: Arc<DocumentReport>) -> bool {
        // Versions would not do: a document that is closed and opened again may have the old one.
        let is_current = |document: &Document| match report.document() {
            Some(file) => Arc::ptr_eq(&file.source.text, &document.text),
            None => report.version == document.version,
        };
        if !self.documents.get(&report.uri).is_some_and(is_current) {
            return false;
        }
        // Another file may have changed, and nothing that is to be said of this one.
        if let Some(known) = self.reports.get_mut(&report.uri)
            && Arc::ptr_eq(&known.findings, &report.findings)
            && known.version == report.version
        {
            *known = report;
            return false;
        }
        let found: Vec<_> = report.findings.iter().map(|it| it.published.clone()).collect();
        let before = self.results.version(&report.uri);
        if !self.client.pulls_diagnostics {
            self.published.set(&report.uri, Some(report.version), found.clone());
        }
        let is_new = self.results.set(&report.uri, Some(report.version), found);
        self.reports.insert(report.uri.clone(), Arc::clone(&report));
        let is_ready = |(uri, version, _): &mut (Uri, i32, Request)| {
            *uri == report.uri && *version == report.version
        };
        let ready: Vec<_> = self.waiting.extract_if(.., is_ready).collect();
        for (_, _, request) in ready {
            self.answer(Arc::clone(&report), request);
        }
        is_new && before == Some(report.version)
    }

    /// The document moves on. Whoever wants its diagnostics wants those of the new version.
    pub(super) fn give_up_waiting(&mut self, uri: &Uri) {
        let version = self.documents.get(uri).map(|document| document.version);
        let given_up = |(waiting, at, request): &mut (Uri, i32, Request)| {
            if waiting != uri {
                return false;
            }
            match (&request, version) {
                (Request::Diagnostic(..), Some(version)) => *at = version,
                _ => return true,
            }
            false
        };
        for (_, _, request) in self.waiting.extract_if(.., given_up) {
            request.fail(Error::content_modified());
        }
    }

    pub(super) fn lint_failed(&mut self) {
        for (_, _, request) in self.waiting.drain(..) {
            request.fail(Error::internal_error());
        }
        self.workspace.fail();
        self.log("cfglint hit a bug while linting; please report it".to_owned());
    }

    /// As [`Session::lint`], where more than a text may have changed.
    pub(super) fn look_again(&mut self) {
        self.disk += 1;
        self.workspace.forget_groups();
        self.groups = None;
        self.joined_is_old = true;
        self.lint();
    }

    /// Hands the present state to the worker.
    pub(super) fn lint(&mut self) {
        // Of a client that watches nothing, nobody hears when settings change on disk.
        let known = self.groups.take().filter(|_| self.client.watches_files);
        let groups = known.unwrap_or_else(|| Arc::new(self.find_groups()));
        self.groups = Some(Arc::clone(&groups));
        self.generation += 1;
        self.worker.submit(Task::Lint(Snapshot {
            generation: self.generation,
            encoding: self.client.encoding,
            disk: self.disk,
            documents: self.documents.iter().cloned().collect(),
            closed: self.closed.iter().map(|(_, path)| path.clone()).collect(),
            groups,
        }));
    }

    /// The files by configuration. Configuration files that have changed are read anew.
    fn find_groups(&mut self) -> Vec<Group> {
        let Session { documents, configs, loader, roots, workspace, .. } = self;
        let read = |path: &Path| match documents.at_path(path) {
            Some(document) => Some(Arc::clone(&document.text)),
            None => loader.read(path),
        };
        let mut used: Vec<ConfigPath> = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        for (key, files) in workspace.groups(roots, |folder| configs.nearest(folder, read)) {
            // Read it again if it has changed.
            configs.nearest(key.0.as_deref().and_then(Path::parent), read);
            let mut group = configs.group(key.clone(), roots, read, &mut used);
            group.workspace = files.of(&group);
            groups.push(group);
        }
        let mut nearest: BTreeMap<Option<&Path>, ConfigPath> = BTreeMap::new();
        for (index, document) in documents.iter().enumerate() {
            let folder = document.path.as_deref().and_then(Path::parent);
            let find = || configs.nearest(folder, read);
            let config = nearest.entry(folder).or_insert_with(find).clone();
            if !document.is_nix {
                used.push(config);
                continue;
            }
            let key: GroupKey = (config, root_of(document.path.as_deref(), roots));
            let known = groups.iter().position(|group| group.key == key);
            let at = known.unwrap_or_else(|| {
                groups.push(configs.group(key, roots, read, &mut used));
                groups.len() - 1
            });
            let group = &mut groups[at];
            group.members.push(index);
            group.roots.extend(own_root(document, group));
        }
        self.configs.retain(&used);
        self.publish_config_problems();
        self.watch_settings();
        groups
    }

    fn publish_config_problems(&mut self) {
        let documents = &self.documents;
        let open = |path: &Path| {
            documents.at_path(path).map(|document| (document.uri.clone(), document.version))
        };
        self.published.set_config_problems(&self.configs, self.client.encoding, open);
    }
}

/// The workspace folder that a file belongs to.
pub(super) fn root_of(path: Option<&Path>, roots: &[PathBuf]) -> Option<PathBuf> {
    let around = roots.iter().filter(|root| path.is_some_and(|path| path.starts_with(root)));
    around.max_by_key(|root| root.as_os_str().len()).cloned()
}

/// Where imports of a document outside of all workspace folders are followed: below its
/// configuration file, or beside it.
fn own_root(document: &Document, group: &Group) -> Option<PathBuf> {
    let path = document.path.as_deref()?;
    let is_inside = group.roots.iter().any(|root| path.starts_with(root));
    let root = group.key.0.as_deref().and_then(Path::parent).or(path.parent());
    root.filter(|_| !is_inside).map(Path::to_owned)
}
