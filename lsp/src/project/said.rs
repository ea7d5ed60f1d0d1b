//! What there is to say of files, open or not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use cfglint_lints::{Diagnostic, FileId};

use super::{FileIds, Group, Pending, Project, Snapshot};
use crate::report::{ClosedReport, Files, Finding};
use crate::to_proto;

impl Project {
    /// What is new of files that are not open.
    pub(super) fn closed(
        &mut self,
        by_file: &mut HashMap<FileId, Vec<Diagnostic>>,
        snapshot: &Snapshot,
        group: &Group,
        ids: &mut FileIds,
        files: &Arc<Files>,
    ) -> Vec<ClosedReport> {
        let open: HashSet<FileId> =
            snapshot.documents.iter().map(|it| ids.of(&Pending::open(it).path)).collect();
        // If one was opened and closed in between, the client has been told to forget it since.
        for path in &snapshot.closed {
            self.said.remove(&ids.of(path));
        }
        let mut news = Vec::new();
        let mut gone = std::mem::take(&mut self.said);
        for path in group.workspace.iter() {
            let id = ids.of(path);
            let Some(file) = self.files.get(&id).filter(|_| !open.contains(&id)) else { continue };
            let found = by_file.remove(&id).unwrap_or_default();
            let before = gone.remove(&id).map(|(_, found)| found).unwrap_or_default();
            if found != before {
                let to_proto = |it: &Diagnostic| to_proto::diagnostic(it, file, files);
                let items = found.iter().map(to_proto).collect();
                news.push(ClosedReport { uri: file.uri.clone(), items });
            }
            if !found.is_empty() {
                self.said.insert(id, (file.uri.clone(), found));
            }
        }
        let is_closed = |(id, _): &(FileId, _)| !open.contains(id);
        let gone = gone.into_iter().filter(is_closed);
        news.extend(gone.map(|(_, (uri, _))| ClosedReport { uri, items: Vec::new() }));
        news
    }

    /// Takes back what was said of files that are not open.
    pub(crate) fn gone(&mut self) -> Vec<ClosedReport> {
        let said = std::mem::take(&mut self.said);
        said.into_values().map(|(uri, _)| ClosedReport { uri, items: Vec::new() }).collect()
    }
}

pub(super) fn findings(diagnostics: &[Diagnostic], file: FileId, files: &Files) -> Vec<Finding> {
    let Some(project_file) = files.get(&file) else {
        return Vec::new();
    };
    diagnostics
        .iter()
        .map(|diagnostic| Finding {
            diagnostic: diagnostic.clone(),
            published: to_proto::diagnostic(diagnostic, project_file, files),
        })
        .collect()
}
